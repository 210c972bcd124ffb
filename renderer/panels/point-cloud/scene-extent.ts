import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import { percentile, sortedSample } from './percentiles.ts';

type Vector = readonly [number, number, number];

/** What the camera, the grid and the controls need to know of a scene's size; in metres, relative to the cloud's origin. */
export interface SceneExtent {
  readonly min: Vector;
  readonly max: Vector;
  /** Height of the ground. */
  readonly groundZ: number;
  /** Half the diagonal of the box; never zero. */
  readonly radiusM: number;
  /** A power of ten that gives some lines across the scene: 10 for a street, 0.1 for an object on a table. */
  readonly gridSpacingM: number;
}

/** A street fades out over a long way: its sparse ends must not push what matters into the middle of the picture. */
const outerShare = 0.08;
/** Walls and trees are few points, but belong in the picture. */
const tallShare = 0.01;
const groundShare = 0.1;
const linesAcross = 3.3;

/** Measures a cloud by percentiles, so that one stray point does not shrink the scene to a dot. */
export function measureExtent(cloud: PointCloud): SceneExtent {
  const samples = [0, 1, 2].map((axis) => sortedSample(cloud.positions, axis, 3));
  const at = (axis: number, share: number) => {
    const value = percentile(samples[axis] ?? new Float32Array(), share);
    return Number.isFinite(value) ? value : 0;
  };
  const min: Vector = [at(0, outerShare), at(1, outerShare), at(2, tallShare)];
  const max: Vector = [at(0, 1 - outerShare), at(1, 1 - outerShare), at(2, 1 - tallShare)];
  const radiusM = Math.max(Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2, 1e-3);
  return { min, max, groundZ: at(2, groundShare), radiusM, gridSpacingM: 10 ** Math.round(Math.log10(radiusM / linesAcross)) };
}
