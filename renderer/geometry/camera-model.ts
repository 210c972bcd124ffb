import type { CameraCalibration } from '../../preload/contract/model.ts';
import type { Vector } from './rigid-transform.ts';

/**
 * The double-sphere camera (V. Usenko, N. Demmel, D. Cremers: The Double Sphere Camera Model, 3DV 2018): a point is
 * projected onto a unit sphere, from there onto a second one that is `xi` ahead, and from there onto the image plane.
 * With `xi` and `alpha` 0 it is the pinhole camera to the last bit, so that one formula does for both.
 */
export interface CameraModel {
  /** Focal lengths and principal point, in pixels. */
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** Between the centres of the two spheres, whose radius is 1. */
  readonly xi: number;
  /** How far the pinhole is drawn back from the second sphere's centre, 0 to 1. */
  readonly alpha: number;
  /** Where a point can be seen: z > −`sightLimit` · distance; w₂ of eq. 43. 0 for a pinhole. */
  readonly sightLimit: number;
}

/** A position in an image: pixels from its top left corner, so that the centre of the first pixel is 0.5, 0.5. */
export interface ImagePoint {
  readonly u: number;
  readonly v: number;
}

/** Gets a calibration ready to project with. */
export function cameraModelOf({ model, fx, fy, cx, cy, xi, alpha }: Pick<CameraCalibration, 'model' | 'fx' | 'fy' | 'cx' | 'cy' | 'xi' | 'alpha'>): CameraModel {
  const spheres = model === 'doublesphere' ? { xi: xi ?? 0, alpha: alpha ?? 0 } : { xi: 0, alpha: 0 };
  return { fx, fy, cx, cy, ...spheres, sightLimit: sightLimitOf(spheres.xi, spheres.alpha) };
}

/** w₂ by eq. 43 to 45 of the paper. */
function sightLimitOf(xi: number, alpha: number): number {
  const w1 = alpha <= 0.5 ? alpha / (1 - alpha) : (1 - alpha) / alpha;
  return (w1 + xi) / Math.sqrt(2 * w1 * xi + xi * xi + 1);
}

/**
 * Where a point in the camera's frame (metres; x right, y down, z forward) falls in the image, also beside its borders;
 * null where the camera cannot see it. Eq. 40 to 45 of the paper.
 */
export function projectPoint({ fx, fy, cx, cy, xi, alpha, sightLimit }: CameraModel, [x, y, z]: Vector): ImagePoint | null {
  const d1 = Math.hypot(x, y, z);
  if (!(z > -sightLimit * d1)) return null;
  const shifted = xi * d1 + z;
  const d2 = Math.hypot(x, y, shifted);
  const depth = alpha * d2 + (1 - alpha) * shifted;
  return { u: (fx * x) / depth + cx, v: (fy * y) / depth + cy };
}

/**
 * The direction, of length 1, from which light falls onto a place of the image; null where none does. Eq. 46 to 51 of the
 * paper.
 */
export function unprojectPoint({ fx, fy, cx, cy, xi, alpha }: CameraModel, { u, v }: ImagePoint): Vector | null {
  const mx = (u - cx) / fx;
  const my = (v - cy) / fy;
  const rr = mx * mx + my * my;
  const underRoot = 1 - (2 * alpha - 1) * rr;
  if (underRoot < 0) return null;
  const mz = (1 - alpha * alpha * rr) / (alpha * Math.sqrt(underRoot) + 1 - alpha);
  const onSecond = mz * mz + (1 - xi * xi) * rr;
  if (onSecond < 0) return null;
  const scale = (mz * xi + Math.sqrt(onSecond)) / (mz * mz + rr);
  return [scale * mx, scale * my, scale * mz - xi];
}
