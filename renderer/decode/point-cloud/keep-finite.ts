import type { UnmeasuredCloud } from './point-cloud.ts';
import { formatCount } from './point-cloud-error.ts';

/** A value less itself is zero for finite values only; cheaper than three calls in a hot loop. */
export const isFinitePoint = (x: number, y: number, z: number) => x - x + (y - y) + (z - z) === 0;

/**
 * The cloud without the points that have a coordinate that is not finite, as scanners write for a beam that did not come
 * back.
 */
export function keepFinite(cloud: UnmeasuredCloud): UnmeasuredCloud {
  const kept = finitePoints(cloud.positions);
  const { length } = kept;
  const leftOutCount = cloud.pointCount - length;
  return {
    ...cloud,
    pointCount: length,
    leftOutCount: cloud.leftOutCount + leftOutCount,
    positions: keepPoints(cloud.positions, kept, 3, new Float32Array(3 * length)),
    colors: cloud.colors === null ? null : keepPoints(cloud.colors, kept, 4, new Uint8Array(4 * length)),
    fields: cloud.fields.map((field) => ({ ...field, range: undefined, values: keepPoints(field.values, kept, 1, new Float32Array(length)) })),
    warnings: [
      ...cloud.warnings,
      `${formatCount(leftOutCount)} of ${formatCount(cloud.pointCount)} points have no position (not a number) and are left out.`,
    ],
  };
}

/** The indices of the points that have three finite coordinates, in order. */
function finitePoints(positions: Float32Array): Uint32Array {
  const kept = new Uint32Array(positions.length / 3);
  let count = 0;
  for (let i = 0; i < kept.length; i++) {
    if (isFinitePoint(positions[3 * i] ?? 0, positions[3 * i + 1] ?? 0, positions[3 * i + 2] ?? 0)) kept[count++] = i;
  }
  return kept.subarray(0, count);
}

/**
 * `itemSize` values each of the points listed. A copy, because the larger buffer would count, and travel, for the sake of
 * points that are not there.
 */
function keepPoints<Values extends Float32Array | Uint8Array>(values: Values, kept: Uint32Array, itemSize: number, result: Values): Values {
  for (let k = 0, to = 0; k < kept.length; k++) {
    const from = itemSize * (kept[k] ?? 0);
    for (let j = 0; j < itemSize; j++) result[to++] = values[from + j] ?? 0;
  }
  return result;
}
