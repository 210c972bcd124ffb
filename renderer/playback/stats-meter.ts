const windowMs = 1_000;

/** A step that was shown. */
interface Shown {
  readonly atMs: number;
  /** The views whose picture changed with it. */
  readonly viewKeys: readonly string[];
}

/** Takes down when pictures were asked for and shown, so that figures can be made of it. Times are the ticker's. */
export class StatsMeter {
  private shownSteps: Shown[] = [];
  private soughtMs: number | null = null;
  private lastSought: number | null = null;

  /** From the newest command that moved the playhead to its picture; null before the first. */
  get lastSeekMs(): number | null {
    return this.lastSought;
  }

  /** The playhead was moved; null: to where nothing has to be waited for. */
  sought(nowMs: number | null): void {
    this.soughtMs = nowMs;
  }

  /** A step was shown, with new pictures in these views; `isTarget`: the one that was asked for, not one on the way. */
  shown(nowMs: number, viewKeys: readonly string[], isTarget: boolean): void {
    this.shownSteps = this.recent(nowMs);
    this.shownSteps.push({ atMs: nowMs, viewKeys });
    if (!isTarget || this.soughtMs === null) return;
    this.lastSought = nowMs - this.soughtMs;
    this.soughtMs = null;
  }

  /** Steps shown within the second before `nowMs`. */
  shownFps(nowMs: number): number {
    return this.recent(nowMs).length;
  }

  /** New pictures of a view within the second before `nowMs`: fewer than steps where it has fewer frames. */
  shownFpsOf(viewKey: string, nowMs: number): number {
    return this.recent(nowMs).filter(({ viewKeys }) => viewKeys.includes(viewKey)).length;
  }

  private recent(nowMs: number): Shown[] {
    return this.shownSteps.filter(({ atMs }) => atMs > nowMs - windowMs && atMs <= nowMs);
  }
}
