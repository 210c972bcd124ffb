import { DrawTimer } from '../../renderer/panels/point-cloud/sweeps/draw-timer.ts';

/** What a timer says of pictures that the GPU really draws: each clears the canvas. */
class DrawTimerPage {
  readonly measured: { readonly pointCount: number; readonly drawMs: number }[] = [];
  /** Fences that are set and not deleted again. */
  openFences = 0;
  readonly #gl: WebGL2RenderingContext;
  readonly #timer: DrawTimer;

  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2');
    if (gl === null) throw new Error('No WebGL2.');
    this.#gl = gl;
    this.#countFences(gl);
    this.#timer = new DrawTimer(gl, (pointCount, drawMs) => this.measured.push({ pointCount, drawMs }));
  }

  /** `agoMs`: how long before now the picture began. */
  draw(pointCount: number, agoMs = 0): void {
    this.#gl.clear(this.#gl.COLOR_BUFFER_BIT);
    this.#timer.ended(performance.now() - agoMs, pointCount);
  }

  cancel(): void {
    this.#timer.cancel();
  }

  loseContext(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #countFences(gl: WebGL2RenderingContext): void {
    const [set, remove] = [gl.fenceSync.bind(gl), gl.deleteSync.bind(gl)];
    gl.fenceSync = (condition, flags) => {
      this.openFences += 1;
      return set(condition, flags);
    };
    gl.deleteSync = (fence) => {
      this.openFences -= 1;
      remove(fence);
    };
  }
}

declare global {
  var timerPanel: DrawTimerPage;
}

const canvas = document.querySelector('canvas');
if (canvas === null) throw new Error('There is no canvas.');
globalThis.timerPanel = new DrawTimerPage(canvas);
