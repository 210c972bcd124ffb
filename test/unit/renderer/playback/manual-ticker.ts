import type { Ticker } from '../../../../renderer/playback/ticker.ts';

interface Timer {
  dueMs: number;
  callback: () => void;
}

/** A ticker driven by hand, with its own time in milliseconds. */
export class ManualTicker implements Ticker {
  private wallMs = 1_000;
  private pending: ((wallMs: number) => void) | null = null;
  private readonly timers = new Set<Timer>();

  nowMs(): number {
    return this.wallMs;
  }

  request(tick: (wallMs: number) => void): () => void {
    this.pending = tick;
    return () => {
      if (this.pending === tick) this.pending = null;
    };
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.wallMs + delayMs, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Whether anyone waits for a tick: at rest nobody should. */
  get isRequested(): boolean {
    return this.pending !== null;
  }

  get hasTimers(): boolean {
    return this.timers.size > 0;
  }

  /** Lets time pass: timers that are due fire, then one tick comes if one was asked for. */
  advance(ms: number): void {
    this.wallMs += ms;
    for (const timer of this.timers) {
      if (timer.dueMs > this.wallMs) continue;
      this.timers.delete(timer);
      timer.callback();
    }
    const tick = this.pending;
    this.pending = null;
    tick?.(this.wallMs);
  }

  /** Lets time pass in ticks of at most `everyMs`, as a display would. */
  run(ms: number, everyMs = 10): void {
    for (let leftMs = ms; leftMs > 0; leftMs -= everyMs) this.advance(Math.min(everyMs, leftMs));
  }
}
