import type { CommandName, CommandOutput, ParsedInput } from '../../preload/contract/commands.ts';

/** One handler a command; the compiler refuses a missing or an extra one. `signal` aborts when the caller is gone. */
export type Handlers = {
  [Name in CommandName]: (
    input: ParsedInput<Name>,
    signal: AbortSignal,
  ) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};
