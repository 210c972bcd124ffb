import { Camera, Matrix4, Vector4 } from 'three';
import type { Boxes } from '../analysis/point-index.ts';

/** The few pixels around the cursor in which a point is looked for. */
export interface PickWindow {
  /** Along each side, in pixels of the drawing buffer; odd, so that the cursor has one. */
  readonly sidePx: number;
  /** Sees those pixels and nothing else. */
  readonly camera: Camera;
}

/** The canvas's drawing buffer and the cursor's place on it, from the upper left. */
export interface PickPlace {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly xPx: number;
  readonly yPx: number;
}

/** Narrows what `camera` sees to the pixels around the cursor, as gluPickMatrix does: in clip space, after the projection. */
export function openPickWindow(camera: Camera, place: PickPlace, sidePx: number): PickWindow {
  const { widthPx, heightPx } = place;
  const centerX = (2 * (Math.floor(place.xPx) + 0.5)) / widthPx - 1;
  const centerY = 1 - (2 * (Math.floor(place.yPx) + 0.5)) / heightPx;
  const [scaleX, scaleY] = [widthPx / sidePx, heightPx / sidePx];
  const narrow = new Matrix4().set(scaleX, 0, 0, -scaleX * centerX, 0, scaleY, 0, -scaleY * centerY, 0, 0, 1, 0, 0, 0, 0, 1);
  const narrowed = new Camera();
  narrowed.projectionMatrix.multiplyMatrices(narrow, camera.projectionMatrix);
  narrowed.projectionMatrixInverse.copy(narrowed.projectionMatrix).invert();
  narrowed.matrixAutoUpdate = false;
  narrowed.matrixWorldAutoUpdate = false;
  narrowed.matrixWorld.copy(camera.matrixWorld);
  narrowed.matrixWorldInverse.copy(camera.matrixWorldInverse);
  return { sidePx, camera: narrowed };
}

/**
 * Whether a box of a sweep may be in the window: false only where it lies wholly beyond one side of what is seen. Planes by
 * G. Gribb and K. Hartmann (2001). `marginM`: how far a point reaches beyond its centre.
 */
export function boxTest(camera: Camera, sceneFromPositions: Matrix4, marginM: number): (boxes: Boxes, at: number) => boolean {
  const clip = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).multiply(sceneFromPositions);
  const row = (index: number) => new Vector4(...[0, 4, 8, 12].map((column) => clip.elements[column + index] ?? 0));
  const w = row(3);
  const planes = [0, 1, 2].flatMap((axis) => [w.clone().add(row(axis)), w.clone().sub(row(axis))]);
  for (const plane of planes) plane.divideScalar(Math.hypot(plane.x, plane.y, plane.z) || 1);
  return (boxes, at) => {
    for (const { x, y, z, w: constant } of planes) {
      // The corner that reaches farthest inward.
      const farthest =
        x * (boxes[at + (x > 0 ? 3 : 0)] ?? 0) + y * (boxes[at + (y > 0 ? 4 : 1)] ?? 0) + z * (boxes[at + (z > 0 ? 5 : 2)] ?? 0);
      if (farthest + constant < -marginM) return false;
    }
    return true;
  };
}

/** The point number nearest to the middle of a square of RGBA pixels, within `radiusPx`; 0 when there is none. */
export function nearestId(pixels: Uint8Array, sidePx: number, radiusPx: number): number {
  const middle = (sidePx - 1) / 2;
  let nearest = { id: 0, distance: radiusPx ** 2 };
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      const at = 4 * (y * sidePx + x);
      const id = ((pixels[at] ?? 0) | ((pixels[at + 1] ?? 0) << 8) | ((pixels[at + 2] ?? 0) << 16) | ((pixels[at + 3] ?? 0) << 24)) >>> 0;
      const distance = (x - middle) ** 2 + (y - middle) ** 2;
      if (id !== 0 && distance <= nearest.distance && (nearest.id === 0 || distance < nearest.distance)) nearest = { id, distance };
    }
  }
  return nearest.id;
}
