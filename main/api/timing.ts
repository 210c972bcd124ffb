import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance as a port, so that tests of waits never wait. */
export interface Timing {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `durationMs`; rejects as soon as `signal` aborts. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
  /** Evenly spread in [0, 1). */
  random(): number;
}

export const systemTiming: Timing = {
  now: () => Date.now(),
  sleep: (durationMs, signal) => delay(durationMs, undefined, { signal }),
  random: () => Math.random(),
};
