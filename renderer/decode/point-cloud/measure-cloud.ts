import { isFinitePoint, keepFinite } from './keep-finite.ts';
import type { PointCloud, PointField, UnmeasuredCloud, UnmeasuredField } from './point-cloud.ts';

/**
 * Leaves out the points without a finite position, and finds the box around the others and the ranges of their fields:
 * the same for every format, and so not part of reading one. Costs about 2 ns for each coordinate and value, 0.6 ms for a
 * sweep of 66,781 points with three fields.
 */
export function measureCloud(read: UnmeasuredCloud): PointCloud {
  const box = boxOf(read.positions);
  if (!box.isFinite) return measureCloud(keepFinite(read));
  const { positions, colors } = read;
  const fields = read.fields.map(measureField);
  const byteLength = fields.reduce((sum, { values }) => sum + values.byteLength, positions.byteLength + (colors?.byteLength ?? 0));
  return { ...read, fields, bounds: box.bounds, byteLength };
}

/**
 * The bounds, where all positions are finite. A sum tells: what is not finite stays in it, and finite float32 cannot add up
 * to more than float64 holds. Three sums, because a single one would wait for itself.
 */
function boxOf(positions: Float32Array): { readonly bounds: PointCloud['bounds']; readonly isFinite: boolean } {
  if (positions.length === 0) return { bounds: { min: [0, 0, 0], max: [0, 0, 0] }, isFinite: true };
  let [minX, minY, minZ] = [Infinity, Infinity, Infinity];
  let [maxX, maxY, maxZ] = [-Infinity, -Infinity, -Infinity];
  let [sumX, sumY, sumZ] = [0, 0, 0];
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    sumX += x;
    sumY += y;
    sumZ += z;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  return { bounds: { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] }, isFinite: isFinitePoint(sumX, sumY, sumZ) };
}

function measureField({ range, ...field }: UnmeasuredField): PointField {
  const { min, max } = range ?? rangeOf(field.values);
  return { ...field, ...(min <= max ? { min: min + field.offset, max: max + field.offset } : { min: Number.NaN, max: Number.NaN }) };
}

/** Over finite values; the wrong way round when there is none. */
function rangeOf(values: Float32Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Infinite ones are so seldom that it pays to look again rather than at each value a second time.
  return min > max || Number.isFinite(max - min) ? { min, max } : rangeOf(values.filter(Number.isFinite));
}
