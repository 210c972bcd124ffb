/** How much may come at once after a pause, in milliseconds of the rate. */
const burstMs = 250;

/**
 * A token bucket over all downloads of the queue: what came is taken from it, also below zero, because it came already;
 * nothing more is asked for until it is back at zero.
 */
export class BandwidthLimit {
  private readonly bytesPerSecond: () => number | null;
  private readonly now: () => number;
  private balanceBytes = 0;
  private atMs: number;

  /** `bytesPerSecond` is asked again and again, because it may be changed at any time; null: no limit. `now` in milliseconds. */
  constructor(bytesPerSecond: () => number | null, now: () => number = Date.now) {
    this.bytesPerSecond = bytesPerSecond;
    this.now = now;
    this.atMs = now();
  }

  take(bytes: number): void {
    this.refill();
    this.balanceBytes -= bytes;
  }

  /** How long nothing more is to be asked for, in milliseconds; 0: go on. */
  delayMs(): number {
    const rate = this.refill();
    return rate === null || this.balanceBytes >= 0 ? 0 : Math.ceil((-this.balanceBytes * 1_000) / rate);
  }

  private refill(): number | null {
    const rate = this.bytesPerSecond();
    const passedMs = Math.max(0, this.now() - this.atMs);
    this.atMs = this.now();
    // Without a limit nothing is owed: one that is set later begins from here.
    if (rate === null) this.balanceBytes = 0;
    else this.balanceBytes = Math.min((rate * burstMs) / 1_000, this.balanceBytes + (rate * passedMs) / 1_000);
    return rate;
  }
}
