/** How far back the speed looks: long enough to be steady, short enough to follow the network. */
const windowMs = 8_000;
/** Before that, a speed would be that of the first packets. */
const leastMs = 1_000;
/** Samples are gathered over this long. */
const stepMs = 100;

/** How fast bytes have come during the last seconds. */
export class TransferRate {
  private readonly now: () => number;
  private samples: { atMs: number; bytes: number }[] = [];
  private sinceMs: number | null = null;

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  add(bytes: number): void {
    const atMs = this.now();
    this.sinceMs ??= atMs;
    const last = this.samples.at(-1);
    if (last !== undefined && atMs - last.atMs < stepMs) last.bytes += bytes;
    else this.samples.push({ atMs, bytes });
    this.samples = this.samples.filter((sample) => sample.atMs > atMs - windowMs);
  }

  /** Nothing comes any more: what follows is measured by itself. */
  reset(): void {
    this.samples = [];
    this.sinceMs = null;
  }

  /** Null while there is too little to go by, and when nothing has come for the whole window. */
  bytesPerSecond(): number | null {
    if (this.sinceMs === null) return null;
    const nowMs = this.now();
    const overMs = Math.min(windowMs, nowMs - this.sinceMs);
    const bytes = this.samples.reduce((sum, sample) => (sample.atMs > nowMs - windowMs ? sum + sample.bytes : sum), 0);
    return overMs < leastMs || bytes === 0 ? null : (bytes * 1_000) / overMs;
  }
}
