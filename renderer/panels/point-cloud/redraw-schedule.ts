/**
 * Draws on demand: nothing while idle, once per picture of the screen however often it was asked for, or at once when
 * several views must change together.
 */
export class RedrawSchedule {
  readonly #draw: () => void;
  #request: number | null = null;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** With the next picture of the screen. */
  soon(): void {
    this.#request ??= requestAnimationFrame(() => this.now());
  }

  /** Before this returns; what was asked for meanwhile is done with it. */
  now(): void {
    this.cancel();
    this.#draw();
  }

  cancel(): void {
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#request = null;
  }
}
