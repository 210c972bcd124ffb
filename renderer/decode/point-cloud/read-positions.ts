import type { Column, PointLayout } from './point-layout.ts';
import { readColumn, readValue } from './read-column.ts';

type Vector = readonly [number, number, number];

/** What `readPositions` makes of the three coordinate columns; see `PointCloud` for the shapes. */
export interface Positions {
  readonly positions: Float32Array;
  readonly origin: Vector;
  /** The points of the file that were kept, in order; null when all were. */
  readonly kept: Uint32Array | null;
  readonly bounds: { readonly min: Vector; readonly max: Vector };
}

/** Up to this distance from zero, in metres, float32 is exact to a quarter of a millimetre and no origin is needed. */
const farFromZeroM = 4_096;
/** Origins are whole multiples of this, in metres, so that the sweeps of one drive mostly share theirs. */
const originStepM = 1_000;
const originSampleCount = 63;

/**
 * Reads coordinates into float32, relative to an origin that is zero for sweeps around the sensor and near the points
 * for geographic ones. Points with a coordinate that is not finite are left out.
 */
export function readPositions(view: DataView, layout: PointLayout): Positions {
  const { x, y, z, pointCount } = layout;
  const origin: Vector = [chooseOrigin(view, x, pointCount), chooseOrigin(view, y, pointCount), chooseOrigin(view, z, pointCount)];
  const positions = new Float32Array(3 * pointCount);
  [x, y, z].forEach((column, axis) => readColumn(view, column, positions, { start: axis, step: 3 }, origin[axis] ?? 0));
  const { finiteCount, bounds } = measure(positions);
  if (finiteCount === pointCount) return { positions, origin, kept: null, bounds };
  return { ...keepFinite(positions, finiteCount), origin, bounds };
}

/** A multiple of `originStepM` near the median of an even sample, which stray points cannot move. */
function chooseOrigin(view: DataView, column: Column, pointCount: number): number {
  const sample: number[] = [];
  const sampleCount = Math.min(originSampleCount, pointCount);
  for (let k = 0; k < sampleCount; k++) {
    const value = readValue(view, column, Math.floor((k * pointCount) / sampleCount));
    if (Number.isFinite(value)) sample.push(value);
  }
  sample.sort((a, b) => a - b);
  const median = sample[sample.length >> 1] ?? 0;
  return Math.abs(median) > farFromZeroM ? Math.round(median / originStepM) * originStepM : 0;
}

/** A value less itself is zero for finite values only; cheaper than three calls in the hottest loop. */
const isFinitePoint = (x: number, y: number, z: number) => x - x + (y - y) + (z - z) === 0;

/** Counts the points with three finite coordinates and finds the box around them. */
function measure(positions: Float32Array): { finiteCount: number; bounds: Positions['bounds'] } {
  let finiteCount = 0;
  let minX = Infinity;
  let minY = Infinity;
  let minZ = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let maxZ = -Infinity;
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    if (!isFinitePoint(x, y, z)) continue;
    finiteCount++;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  if (finiteCount === 0) return { finiteCount, bounds: { min: [0, 0, 0], max: [0, 0, 0] } };
  return { finiteCount, bounds: { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] } };
}

/** Copies, because the larger buffer would count, and travel, for the sake of points that are not there. */
function keepFinite(positions: Float32Array, finiteCount: number): { positions: Float32Array; kept: Uint32Array } {
  const finite = new Float32Array(3 * finiteCount);
  const kept = new Uint32Array(finiteCount);
  let end = 0;
  for (let i = 0; end < finiteCount; i++) {
    const x = positions[3 * i] ?? 0;
    const y = positions[3 * i + 1] ?? 0;
    const z = positions[3 * i + 2] ?? 0;
    if (!isFinitePoint(x, y, z)) continue;
    finite[3 * end] = x;
    finite[3 * end + 1] = y;
    finite[3 * end + 2] = z;
    kept[end++] = i;
  }
  return { positions: finite, kept };
}
