import { keepFinite } from './keep-finite.ts';
import type { PointCloud, PointField, UnmeasuredCloud, UnmeasuredField } from './point-cloud.ts';

/**
 * Leaves out the points without a finite position, and finds the box around the others and the ranges of their fields:
 * the same for every format, and so not part of reading one. Costs about 2 ns for each coordinate and value, 0.7 ms for a
 * sweep of 66,781 points with three fields.
 */
export function measureCloud(read: UnmeasuredCloud): PointCloud {
  const cloud = keepFinite(read);
  const { positions, colors } = cloud;
  const fields = cloud.fields.map(measureField);
  const byteLength = fields.reduce((sum, { values }) => sum + values.byteLength, positions.byteLength + (colors?.byteLength ?? 0));
  return { ...cloud, fields, bounds: boundsOf(positions), byteLength };
}

function boundsOf(positions: Float32Array): PointCloud['bounds'] {
  if (positions.length === 0) return { min: [0, 0, 0], max: [0, 0, 0] };
  let [minX, minY, minZ] = [Infinity, Infinity, Infinity];
  let [maxX, maxY, maxZ] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    const z = positions[i + 2] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  return { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] };
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
    if (value < min && value !== -Infinity) min = value;
    if (value > max && value !== Infinity) max = value;
  }
  return { min, max };
}
