import { OrthographicCamera, Scene } from 'three';
import type { Camera, WebGLRenderer } from 'three';
import { AxisBars, AxisLabels } from './axes.ts';

/** Side of its square in the lower right corner, in CSS pixels. */
const sizePx = 88;
const marginPx = 0;

/** The axes' directions as the camera sees them, in a corner, over everything else. */
export class OrientationGizmo {
  readonly #scene = new Scene();
  readonly #camera = new OrthographicCamera(-1.7, 1.7, 1.7, -1.7, 0.1, 10);
  readonly #bars = new AxisBars(0.09);
  readonly #labels = new AxisLabels();

  constructor() {
    this.#scene.add(this.#bars.mesh, this.#labels.group);
  }

  /** To be called after the scene's own rendering, with the renderer's automatic clearing off. */
  render(renderer: WebGLRenderer, viewer: Camera, widthPx: number): void {
    this.#camera.quaternion.copy(viewer.quaternion);
    this.#camera.position.set(0, 0, 5).applyQuaternion(viewer.quaternion);
    renderer.clearDepth();
    renderer.setViewport(widthPx - sizePx - marginPx, marginPx, sizePx, sizePx);
    renderer.render(this.#scene, this.#camera);
  }

  dispose(): void {
    this.#bars.dispose();
    this.#labels.dispose();
  }
}
