import type { AnswerAge } from '../../preload/contract/connection.ts';
import type { JsonAnswer } from './request-json.ts';

/** A question to the service, and how its answer is to be understood. */
export interface Question<Value> {
  /** Origin, path and query. */
  address: string;
  /** Nothing saved will do: addresses in it would have expired. */
  isFresh: boolean;
  /** Asks the service, with the validator of a saved answer (null for none). Rejects with a `Failure`. */
  ask: (etag: string | null, signal: AbortSignal) => Promise<JsonAnswer>;
  /** Throws `Failure` (`bad-response`) for what is no answer to it. */
  parse: (body: unknown) => Value;
  /** For a part of a list: puts together what is saved of the list, oldest first, to stand for a part that is not saved. */
  join: ((parts: readonly Value[]) => Value) | null;
  signal: AbortSignal;
}

/** A value and how true it is. */
export type Answered<Value> = { value: Value } & AnswerAge;

/** Stands between the client and the service, and keeps answers for when the service cannot be heard. */
export interface AnswerKeeper {
  /** Rejects with the failures of `ask` and `parse`, `unreachable` when the service is not to be asked, `cancelled`. */
  answer<Value>(question: Question<Value>): Promise<Answered<Value>>;
}
