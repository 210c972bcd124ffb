import { Motion } from '../motion.ts';
import { DrawTimer } from './draw-timer.ts';
import { LevelOfDetail } from './level-of-detail.ts';

/**
 * How many points a picture gets: at rest as many as the settings allow, while something moves no more than can be drawn
 * in time, which the pictures before it say.
 */
export class PointBudget {
  readonly #motion: Motion;
  readonly #detail = new LevelOfDetail();
  readonly #timer: DrawTimer;
  #last = { drawn: 0, isDraft: false };

  /** `onRest`: nothing has moved for a while; the last picture may have been a draft. */
  constructor(gl: WebGL2RenderingContext, onRest: () => void) {
    this.#timer = new DrawTimer(gl, (pointCount, drawMs) => this.#detail.measured(pointCount, drawMs));
    this.#motion = new Motion(onRest);
  }

  /** Of the last picture: points that the GPU was told to draw, and whether there will be more of them at rest. */
  get last(): { readonly drawn: number; readonly isDraft: boolean } {
    return this.#last;
  }

  moved(): void {
    this.#motion.moved();
  }

  /** Of the next picture. */
  next(maxPoints: number): number {
    return this.#motion.isMoving ? this.#detail.movingBudget(maxPoints) : maxPoints;
  }

  /** Right after the last command of a picture that began at `beganMs`. `isDraft`: as in `last`. */
  ended(beganMs: number, drawn: number, isDraft: boolean): void {
    this.#last = { drawn, isDraft };
    this.#timer.ended(beganMs, drawn);
  }

  /** The GPU has dropped what it was measured by. */
  lose(): void {
    this.#timer.cancel();
  }

  dispose(): void {
    this.#motion.cancel();
    this.#timer.cancel();
  }
}
