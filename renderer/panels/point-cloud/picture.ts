import { Color, Scene } from 'three';
import type { Camera, WebGLRenderer } from 'three';
import type { CanvasSize } from './canvas-size.ts';
import { EyeDomePass } from './eye-dome-pass.ts';
import { SceneDecor } from './scene-decor.ts';
import type { SceneLayer } from './scene-layer.ts';

/** How one picture is to be drawn. */
export interface PictureOptions {
  readonly size: CanvasSize;
  /** 0: no eye-dome lighting. */
  readonly edlStrength: number;
  readonly sceneRadiusM: number;
}

/**
 * Puts a picture together: what lies on the ground, the points, lit or not, everything else by its depth, and the
 * directions of the axes over it. Points are apart from the rest because the lighting is theirs alone.
 */
export class Picture {
  readonly decor = new SceneDecor();
  readonly #behind = new Scene();
  readonly #among = new Scene();
  readonly #layers = new Set<SceneLayer>();
  readonly #eyeDome = new EyeDomePass();

  constructor() {
    this.#behind.add(this.decor.behind);
    this.#among.add(this.decor.among);
  }

  addLayer(layer: SceneLayer): void {
    this.#layers.add(layer);
    (layer.isBehindPoints === true ? this.#behind : this.#among).add(layer.object);
  }

  /** Disposes it too; false if it was not there. */
  removeLayer(layer: SceneLayer): boolean {
    if (!this.#layers.delete(layer)) return false;
    layer.object.removeFromParent();
    layer.dispose();
    return true;
  }

  /** Onto the canvas. */
  draw(renderer: WebGLRenderer, points: Scene, camera: Camera, { size, edlStrength, sceneRadiusM }: PictureOptions): void {
    for (const layer of this.#layers) layer.beforeDraw?.(camera, size, renderer);
    renderer.info.reset();
    renderer.setViewport(0, 0, size.width, size.height);
    renderer.setClearColor(new Color(this.decor.groundColor));
    renderer.clear();
    renderer.render(this.#behind, camera);
    if (edlStrength > 0) {
      this.#eyeDome.render(renderer, points, camera, { strength: edlStrength, pixelRatio: size.pixelRatio, sceneRadiusM });
    } else {
      this.#eyeDome.turnOff();
      renderer.render(points, camera);
    }
    renderer.render(this.#among, camera);
    this.decor.renderOver(renderer, camera, size.width);
  }

  dispose(): void {
    for (const layer of this.#layers) this.removeLayer(layer);
    this.decor.dispose();
    this.#eyeDome.dispose();
  }
}
