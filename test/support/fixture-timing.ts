import type { Timing } from '../../main/api/timing.ts';

/** Time that passes only by being slept through, at once; remembers every sleep. */
export class InstantTiming implements Timing {
  nowMs = Date.UTC(2026, 10, 1);
  readonly sleptMs: number[] = [];
  randomValue = 0.5;

  now(): number {
    return this.nowMs;
  }

  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleptMs.push(durationMs);
    this.nowMs += durationMs;
    return Promise.resolve();
  }

  random(): number {
    return this.randomValue;
  }
}

/** Time that stands still: a sleep ends by its signal only. */
export class FrozenTiming implements Timing {
  private readonly asleep = Promise.withResolvers<number>();
  /** Resolves with the length of the first sleep as soon as it begins. */
  readonly whenAsleep = this.asleep.promise;

  now(): number {
    return Date.UTC(2026, 10, 1);
  }

  sleep(durationMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')), { once: true });
      this.asleep.resolve(durationMs);
    });
  }

  random(): number {
    return 0.5;
  }
}
