import { Matrix4, Vector3 } from 'three';
import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import { percentile, sampleCount, sortedSample } from './percentiles.ts';

type Vector = readonly [number, number, number];

/** What the camera, the grid and the controls need to know of a scene's size; in metres, in scene coordinates. */
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

/**
 * Measures a cloud, placed in the scene by `sceneFromPositions`, by percentiles, so that one stray point does not shrink
 * the scene to a dot.
 */
export function measureExtent(cloud: PointCloud, sceneFromPositions = new Matrix4()): SceneExtent {
  const placed = placeSample(cloud, sceneFromPositions);
  const samples = [0, 1, 2].map((axis) => sortedSample(placed, axis, 3));
  const at = (axis: number, share: number) => {
    const value = percentile(samples[axis] ?? new Float32Array(), share);
    return Number.isFinite(value) ? value : 0;
  };
  const min: Vector = [at(0, outerShare), at(1, outerShare), at(2, tallShare)];
  const max: Vector = [at(0, 1 - outerShare), at(1, 1 - outerShare), at(2, 1 - tallShare)];
  const radiusM = Math.max(Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2, 1e-3);
  return { min, max, groundZ: at(2, groundShare), radiusM, gridSpacingM: 10 ** Math.round(Math.log10(radiusM / linesAcross)) };
}

/** An even sample of a cloud's points, in the scene; interleaved like the positions themselves. */
function placeSample({ positions, pointCount }: PointCloud, sceneFromPositions: Matrix4): Float32Array {
  const count = Math.min(pointCount, sampleCount);
  const stride = Math.max(1, pointCount / sampleCount);
  const placed = new Float32Array(3 * count);
  const point = new Vector3();
  for (let k = 0; k < count; k++) {
    point.fromArray(positions, 3 * Math.floor(k * stride)).applyMatrix4(sceneFromPositions).toArray(placed, 3 * k);
  }
  return placed;
}
