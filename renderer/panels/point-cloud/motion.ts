/** Shorter, and a drag that is held still for a moment flickers; longer, and a scene that has come to rest stays rough. */
const restAfterMs = 180;

/** Knows whether anything moves: the camera, or the playhead. Calls `onRest` once nothing has moved for a while. */
export class Motion {
  readonly #onRest: () => void;
  #timer: number | null = null;

  constructor(onRest: () => void) {
    this.#onRest = onRest;
  }

  get isMoving(): boolean {
    return this.#timer !== null;
  }

  moved(): void {
    this.cancel();
    this.#timer = window.setTimeout(() => {
      this.#timer = null;
      this.#onRest();
    }, restAfterMs);
  }

  cancel(): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
