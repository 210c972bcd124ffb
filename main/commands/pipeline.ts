import type { z } from 'zod';
import { commands, type CommandName, type CommandOutput, type ParsedInput } from '../../preload/contract/commands.ts';
import type { Result } from '../../preload/contract/errors.ts';
import { toAppError } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import type { Handlers } from './handlers.ts';

/** Runs one command by name; never rejects. Both shells put their own sender checks before it. */
export type ExecuteCommand = (name: string, input: unknown, signal: AbortSignal) => Promise<Result<unknown>>;

/**
 * The one way from the page to a handler: known name → parsed input → handler → parsed output. Parsing the output
 * strips whatever the contract does not name, so that no token or signed URL gets out by accident.
 */
export function createPipeline(handlers: Handlers, log: Logger): ExecuteCommand {
  return async (name, input, signal) => {
    if (!isCommandName(name)) {
      return { ok: false, error: { kind: 'invalid-input', message: 'This version of Avala Viewer does not know that command.' } };
    }
    return run(handlers, log, name, input, signal);
  };
}

/** The contract, typed so that a command's schemas and its handler are known to belong together. */
const schemas: { [Name in CommandName]: { input: z.ZodType<ParsedInput<Name>>; output: z.ZodType<CommandOutput<Name>> } } = commands;

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

async function run<Name extends CommandName>(
  handlers: Handlers,
  log: Logger,
  name: Name,
  input: unknown,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  const parsed = schemas[name].input.safeParse(input);
  if (!parsed.success) {
    log.warn('A command came with input outside the contract.', { command: name, issues: describeIssues(parsed.error.issues) });
    return { ok: false, error: { kind: 'invalid-input', message: 'That is not something Avala Viewer can work with. Check what was entered.' } };
  }
  try {
    const output = await handlers[name](parsed.data, signal);
    return { ok: true, value: schemas[name].output.parse(output) };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'internal') log.error('A command failed unexpectedly.', { command: name, cause: thrown });
    return { ok: false, error };
  }
}

function describeIssues(issues: readonly { path: PropertyKey[]; code?: string }[]): string {
  return issues.map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.code ?? 'invalid'}`).join('; ');
}
