import { cancelled } from '../failure.ts';
import { serverClockMs } from '../http/retry-after.ts';
import { longestWaitMs, throttled, waitUntil } from './waiting.ts';
import type { WaitContext } from './waiting.ts';

/** How many requests may be sent in a time of at most a minute. */
export interface RequestLimit {
  requests: number;
  windowMs: number;
}

/** Below the service's 100 a minute and 20 a second per user (avala-api §1), which other tools of the user share. */
export const serviceLimits: readonly RequestLimit[] = [
  { requests: 79, windowMs: 60_000 },
  { requests: 15, windowMs: 1_000 },
];
const longestWindowMs = 60_000;

/** Keeps this process's requests to one service under its limits and obeys the pauses that it asks for. */
export class RateLimiter {
  /** When the requests of the last minute were let through, ascending, in milliseconds since the Unix epoch. */
  private sentAtMs: number[] = [];
  private heldUntilMs = 0;
  private readonly limits: readonly RequestLimit[];

  constructor(limits: readonly RequestLimit[]) {
    this.limits = limits;
  }

  /**
   * Resolves when a request may be sent, and counts it. Throws `Failure`: `cancelled`, or `throttled` when the wait
   * would be longer than a minute.
   */
  async acquire(context: WaitContext): Promise<void> {
    for (;;) {
      if (context.signal.aborted) throw cancelled();
      const nowMs = context.timing.now();
      this.sentAtMs = this.sentAtMs.filter((sentAtMs) => sentAtMs > nowMs - longestWindowMs);
      const freeAtMs = this.freeAtMs();
      if (freeAtMs <= nowMs) {
        this.sentAtMs.push(nowMs);
        return;
      }
      if (freeAtMs - nowMs > longestWaitMs) throw throttled(freeAtMs, nowMs);
      await waitUntil(freeAtMs, context);
    }
  }

  /** Sends nothing before `untilMs` (Unix epoch): the service asked for a pause. */
  holdUntil(untilMs: number): void {
    this.heldUntilMs = Math.max(this.heldUntilMs, untilMs);
  }

  /**
   * Reads `X-RateLimit-Remaining` and `-Reset` (Unix seconds, by the server's clock). A reset more than a window ahead
   * is cut to one window: it is a clock that is wrong.
   */
  observe(headers: Headers, nowMs: number): void {
    const remaining = headers.get('x-ratelimit-remaining');
    const resetAtSeconds = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
    if (remaining === null || Number(remaining) > 0 || !Number.isFinite(resetAtSeconds)) return;
    const pauseMs = resetAtSeconds * 1_000 - serverClockMs(headers, nowMs);
    if (pauseMs > 0) this.holdUntil(nowMs + Math.min(pauseMs, longestWindowMs));
  }

  private freeAtMs(): number {
    const windows = this.limits.map(({ requests, windowMs }) => {
      const oldest = this.sentAtMs.at(-requests);
      return this.sentAtMs.length < requests || oldest === undefined ? 0 : oldest + windowMs;
    });
    return Math.max(this.heldUntilMs, ...windows);
  }
}
