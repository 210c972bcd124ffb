/** The longest that one tick may carry playing on, in wall time: a page that was hidden or busy must not leap on return. */
const longestTickMs = 300;

/**
 * Maps wall time to media time, in milliseconds. It owns no timer and reads no time of its own: whoever ticks passes
 * `wallMs` in. Reckoned from an anchor, so that error never adds up over ticks.
 */
export class Clock {
  private anchorWallMs = 0;
  private anchorMediaMs = 0;
  private lastReadWallMs = 0;
  private mediaMsPerWallMs = 1;

  get rate(): number {
    return this.mediaMsPerWallMs;
  }

  /** From `wallMs` on, media time runs from `mediaMs`. */
  anchor(wallMs: number, mediaMs: number): void {
    this.anchorWallMs = wallMs;
    this.lastReadWallMs = wallMs;
    this.anchorMediaMs = mediaMs;
  }

  /** Changes the speed without a jump: media time at `wallMs` stays what it was. */
  setRate(rate: number, wallMs: number): void {
    this.anchor(wallMs, this.read(wallMs));
    this.mediaMsPerWallMs = rate;
  }

  /** Media time at `wallMs`. What goes beyond `longestTickMs` since the last reading does not count as passed. */
  read(wallMs: number): number {
    this.anchorWallMs += Math.max(wallMs - this.lastReadWallMs - longestTickMs, 0);
    this.lastReadWallMs = wallMs;
    return this.anchorMediaMs + (wallMs - this.anchorWallMs) * this.mediaMsPerWallMs;
  }

  /** The most media time that one tick can bring. */
  get longestTickMediaMs(): number {
    return longestTickMs * this.mediaMsPerWallMs;
  }
}
