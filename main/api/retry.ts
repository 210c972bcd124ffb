import type { Failure } from '../failure.ts';
import { longestWaitMs, waitUntil } from './waiting.ts';
import type { WaitContext } from './waiting.ts';

/** What one try came to. `pauseMs`: what the service asked for; null when it is ours to choose. */
export type Attempt<Value> =
  | { ok: true; value: Value }
  | { ok: false; failure: Failure; isRetryable: boolean; pauseMs: number | null };

/** Tries in all, the first included (avala-api §1). */
const maximumTries = 4;
const firstBackoffMs = 500;

/**
 * Tries until it succeeds, fails for good, or has been tried four times; then throws the last failure. Between tries it
 * waits as long as the service asks, else by exponential backoff, of which a random half is waited so that many clients
 * do not come back at once. A pause of more than a minute is not waited out: it fails at once.
 */
export async function withRetries<Value>(attempt: () => Promise<Attempt<Value>>, context: WaitContext): Promise<Value> {
  for (let tries = 1; ; tries++) {
    const outcome = await attempt();
    if (outcome.ok) return outcome.value;
    const { failure, isRetryable, pauseMs } = outcome;
    if (!isRetryable || tries >= maximumTries || (pauseMs ?? 0) > longestWaitMs) throw failure;
    const backoffMs = firstBackoffMs * 2 ** (tries - 1) * (0.5 + context.timing.random() / 2);
    await waitUntil(context.timing.now() + (pauseMs ?? backoffMs), context);
  }
}
