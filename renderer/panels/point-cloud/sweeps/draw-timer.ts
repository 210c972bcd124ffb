const pollMs = 2;
const longestMs = 2_000;

/**
 * Measures how long the GPU takes to draw a picture, from the first command to the fence behind the last. One picture at a
 * time: those in between are drawn unmeasured. Nothing runs once the answer is there.
 */
export class DrawTimer {
  readonly #gl: WebGL2RenderingContext;
  readonly #onMeasured: (pointCount: number, drawMs: number) => void;
  #waiting: { readonly fence: WebGLSync; readonly beganMs: number; readonly pointCount: number; timer: number } | null = null;

  constructor(gl: WebGL2RenderingContext, onMeasured: (pointCount: number, drawMs: number) => void) {
    this.#gl = gl;
    this.#onMeasured = onMeasured;
  }

  /**
   * To be called right after the last command of a picture of so many points that began at `beganMs`. The commands are left
   * to go out with the picture: to send them off here wakes whoever carries them out, which in a machine without a GPU takes
   * the processor from this thread in the middle of the step that all panels are to show together.
   */
  ended(beganMs: number, pointCount: number): void {
    if (this.#waiting !== null) return;
    const fence = this.#gl.fenceSync(this.#gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (fence === null) return;
    this.#waiting = { fence, beganMs, pointCount, timer: window.setTimeout(() => this.#begin(), pollMs) };
  }

  cancel(): void {
    if (this.#waiting === null) return;
    window.clearTimeout(this.#waiting.timer);
    this.#gl.deleteSync(this.#waiting.fence);
    this.#waiting = null;
  }

  /** A canvas that is not on the screen has no picture to go out with. */
  #begin(): void {
    this.#gl.flush();
    this.#poll();
  }

  #poll(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    const gl = this.#gl;
    const elapsedMs = performance.now() - waiting.beganMs;
    const isDone = gl.getSyncParameter(waiting.fence, gl.SYNC_STATUS) === gl.SIGNALED;
    if (!isDone && elapsedMs < longestMs && !gl.isContextLost()) {
      waiting.timer = window.setTimeout(() => this.#poll(), pollMs);
      return;
    }
    this.cancel();
    if (isDone) this.#onMeasured(waiting.pointCount, elapsedMs);
  }
}
