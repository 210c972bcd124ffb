/**
 * Maps wall time to media time, in milliseconds. It owns no timer and reads no time of its own: whoever ticks passes
 * `wallMs` in. Anchored again at every change of course (play, seek, rate, missing data), so that error never adds up.
 */
export class Clock {
  private anchorWallMs = 0;
  private anchorMediaMs = 0;
  private mediaMsPerWallMs = 1;

  /** From `wallMs` on, media time runs from `mediaMs`. */
  anchor(wallMs: number, mediaMs: number): void {
    this.anchorWallMs = wallMs;
    this.anchorMediaMs = mediaMs;
  }

  /** Changes the speed without a jump: media time at `wallMs` stays what it was. */
  setRate(rate: number, wallMs: number): void {
    this.anchor(wallMs, this.mediaMs(wallMs));
    this.mediaMsPerWallMs = rate;
  }

  mediaMs(wallMs: number): number {
    return this.anchorMediaMs + (wallMs - this.anchorWallMs) * this.mediaMsPerWallMs;
  }
}
