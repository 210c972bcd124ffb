import type { Ticker } from '../../../../renderer/playback/ticker.ts';

/** A ticker driven by hand, with its own time in milliseconds. */
export class ManualTicker implements Ticker {
  nowMs = 1_000;
  private pending: ((wallMs: number) => void) | null = null;

  request(tick: (wallMs: number) => void): () => void {
    this.pending = tick;
    return () => {
      if (this.pending === tick) this.pending = null;
    };
  }

  /** Whether anyone waits for a tick: at rest nobody should. */
  get isRequested(): boolean {
    return this.pending !== null;
  }

  /** Lets time pass, then ticks once if a tick was asked for. */
  advance(ms: number): void {
    this.nowMs += ms;
    const tick = this.pending;
    this.pending = null;
    tick?.(this.nowMs);
  }
}
