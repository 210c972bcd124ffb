import { z } from 'zod';
import type { Bridge } from '../../preload/contract/bridge.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../preload/contract/commands.ts';
import { appErrorSchema, type AppError, type Result } from '../../preload/contract/errors.ts';
import { eventSchema, type AppEvent } from '../../preload/contract/events.ts';

// zod otherwise compiles its parsers with `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });

/** The privileged process as the page's stores see it: typed, parsed, and failing only by value. */
export interface Client {
  /** Never rejects: a bridge that breaks is a failure of kind `internal`, like an answer outside the contract. */
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>>;
  /** Calls `listener` with every event; returns the unsubscriber. */
  onEvent(listener: (event: AppEvent) => void): () => void;
}

const successSchema = z.object({ ok: z.literal(true), value: z.unknown() });
const failureSchema = z.object({ ok: z.literal(false), error: appErrorSchema });

/** The commands again, typed so that a look-up by a generic name keeps the link to its output. */
const outputs: { [Name in CommandName]: { output: z.ZodType<CommandOutput<Name>> } } = commands;

/**
 * Types and parses what crosses the bridge. An event outside the contract throws inside the bridge, as an uncaught
 * error of the page: both sides come from one build, so it is a fault of ours that nobody else can handle.
 */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input) {
      let answer: unknown;
      try {
        answer = await bridge.invoke(name, input);
      } catch {
        return failed('The viewer’s background process did not answer. Reload the window; nothing that was kept is lost.');
      }
      return parseAnswer(name, answer);
    },
    onEvent: (listener) => bridge.subscribe((event) => listener(eventSchema.parse(event))),
  };
}

function parseAnswer<Name extends CommandName>(name: Name, answer: unknown): Result<CommandOutput<Name>> {
  const envelope = successSchema.safeParse(answer);
  const output = envelope.success ? outputs[name].output.safeParse(envelope.data.value) : null;
  if (output?.success === true) return { ok: true, value: output.data };
  const failure = failureSchema.safeParse(answer);
  if (failure.success) return failure.data;
  return failed(`The viewer’s parts disagree about “${name}”. Restart Avala Viewer; if that does not help, install it again.`);
}

function failed(message: string): { ok: false; error: AppError } {
  return { ok: false, error: { kind: 'internal', message } };
}
