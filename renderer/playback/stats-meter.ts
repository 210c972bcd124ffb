const windowMs = 1_000;

/** Takes down when pictures were asked for and shown, so that figures can be made of it. Times are the ticker's. */
export class StatsMeter {
  private shownMs: number[] = [];
  private soughtMs: number | null = null;
  private lastSought: number | null = null;

  /** From the newest command that moved the playhead to its picture; null before the first. */
  get lastSeekMs(): number | null {
    return this.lastSought;
  }

  sought(nowMs: number): void {
    this.soughtMs = nowMs;
  }

  /** A step was shown; `isTarget`: the one that was asked for, not one on the way. */
  shown(nowMs: number, isTarget: boolean): void {
    this.shownMs = this.recent(nowMs);
    this.shownMs.push(nowMs);
    if (!isTarget || this.soughtMs === null) return;
    this.lastSought = nowMs - this.soughtMs;
    this.soughtMs = null;
  }

  /** Steps shown within the second before `nowMs`. */
  shownFps(nowMs: number): number {
    return this.recent(nowMs).length;
  }

  private recent(nowMs: number): number[] {
    return this.shownMs.filter((shownMs) => shownMs > nowMs - windowMs && shownMs <= nowMs);
  }
}
