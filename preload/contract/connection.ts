import { z } from 'zod';
import { appErrorSchema } from './errors.ts';

/**
 * Whether the service is asked at all. `offline` because the person switched `Work offline` on, or because it could not
 * be reached; `sinceMs` (Unix epoch) says since when.
 */
export const connectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('online') }),
  z.object({ state: z.literal('offline'), because: z.enum(['switch', 'unreachable']), sinceMs: z.number() }),
]);
export type ConnectionState = z.infer<typeof connectionSchema>;

/** How true an answer is. A saved one may be older than what the service has by now. */
export const answerAge = {
  /** Null: the service said so just now; else when the saved answer was last known to be true (Unix epoch). */
  asOfMs: z.number().nullable(),
  /** Why the service could not be heard, where neither the connection nor the session says so already. */
  problem: appErrorSchema.nullable(),
};
const answerAgeSchema = z.object(answerAge);
export type AnswerAge = z.infer<typeof answerAgeSchema>;

/** Of what the service says now. */
export const justNow: AnswerAge = { asOfMs: null, problem: null };

/** The older of two, for what is put together from both. */
export function olderOf(one: AnswerAge, other: AnswerAge): AnswerAge {
  if (other.asOfMs === null) return one;
  return one.asOfMs === null || other.asOfMs < one.asOfMs ? other : one;
}
