import type { Camera, Object3D, WebGLRenderer } from 'three';
import type { CanvasSize } from './canvas-size.ts';

/**
 * Something besides points in the 3D view: a grid, a measure, a frustum, a box. Whoever makes one gives it to a view with
 * `addLayer`; from then on the view draws it and disposes it with itself. A layer that changes asks for `redraw`.
 */
export interface SceneLayer {
  /** In scene coordinates: the world minus the view's `sceneOrigin`. */
  readonly object: Object3D;
  /** Drawn before the points and covered by every one of them, whatever its depth: for what lies on the ground. */
  readonly isBehindPoints?: boolean;
  /**
   * Before every picture, e.g. to keep a size in pixels. Must be cheap, and must not ask for a redraw. `renderer` is for what
   * is drawn off screen; its render target is to be as before.
   */
  beforeDraw?(camera: Camera, size: CanvasSize, renderer: WebGLRenderer): void;
  dispose(): void;
}
