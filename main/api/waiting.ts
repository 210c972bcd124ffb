import { cancelled, Failure } from '../failure.ts';
import type { Timing } from './timing.ts';

/** The longest pause that is waited out; a longer one is the person's decision. */
export const longestWaitMs = 60_000;
/** Pauses below this are not worth a word. */
const shortestAnnouncedMs = 1_000;

/** The service asks for a pause until `retryAtMs` (Unix epoch). */
export function throttled(retryAtMs: number, nowMs: number): Failure {
  const seconds = Math.max(1, Math.ceil((retryAtMs - nowMs) / 1_000));
  const duration = seconds < 120 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`;
  return new Failure('throttled', `Avala asks for a pause, because too much was requested. Try again in ${duration}.`, { retryAtMs });
}

/** What a wait needs. */
export interface WaitContext {
  timing: Timing;
  signal: AbortSignal;
  onWaiting: (untilMs: number) => void;
}

/**
 * Waits until `untilMs` and says so when it takes a second or more. Throws `Failure`: `cancelled` as soon as the signal
 * aborts.
 */
export async function waitUntil(untilMs: number, { timing, signal, onWaiting }: WaitContext): Promise<void> {
  if (signal.aborted) throw cancelled();
  const durationMs = untilMs - timing.now();
  if (durationMs <= 0) return;
  if (durationMs >= shortestAnnouncedMs) onWaiting(untilMs);
  try {
    await timing.sleep(durationMs, signal);
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  }
}
