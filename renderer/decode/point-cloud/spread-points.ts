import type { PointCloud } from './point-cloud.ts';

/** Clouds of fewer points are always drawn whole, so that their order does not matter. */
const tinyCount = 1_024;
/** Up to here the product of two indices is exact in float64. */
const exactCount = 94_906_265;

/** Steps this far from the ideal one are tried. */
const farthestStep = 64;

/**
 * The step between points that are next to each other in a spread cloud: coprime to `pointCount`, so that every point is
 * met once, and near `pointCount` ÷ φ, whose multiples leave even gaps however many are taken. How even decides the
 * largest partial quotient of step ÷ `pointCount` as a continued fraction (the three-gap theorem; V. T. Sós, 1958), which
 * is 1 all the way for φ itself: of the steps around it, the one with the smallest is taken. 1 for tiny clouds.
 */
export function spreadFor(pointCount: number): number {
  if (pointCount < tinyCount) return 1;
  const ideal = Math.round(pointCount * 0.618_033_988_749_894_8);
  let best = { step: 1, quotient: Infinity };
  for (let distance = 0; distance <= farthestStep; distance++) {
    for (const step of [ideal + distance, ideal - distance]) {
      const quotient = largestQuotient(pointCount, step);
      if (quotient < best.quotient) best = { step, quotient };
    }
  }
  return best.step;
}

/** By Euclid's algorithm; infinite for numbers that are not coprime. */
function largestQuotient(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  let largest = 0;
  while (smaller > 0) {
    largest = Math.max(largest, Math.floor(larger / smaller));
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger === 1 ? largest : Infinity;
}

/**
 * Orders a cloud that is in its file's order so that any prefix of its arrays is an even sample of the file: what a
 * level of detail draws. The arrays are new; nothing else changes. Costs 0.4 ms for a sweep of 66,781 points with three
 * fields, and some 15 ns a point and array where the arrays no longer fit the processor's cache.
 */
export function spreadPoints(cloud: PointCloud): PointCloud {
  const spread = spreadFor(cloud.pointCount);
  if (spread === 1 || cloud.spread !== 1) return cloud;
  return {
    ...cloud,
    spread,
    positions: spreadTriples(cloud.positions, spread),
    colors: cloud.colors === null ? null : spreadColors(cloud.colors, spread),
    fields: cloud.fields.map((field) => ({ ...field, values: spreadScalars(field.values, spread) })),
  };
}

/** Which of the file's kept points is point `index` of the cloud's arrays. */
export function fileIndexOf({ pointCount, spread }: Pick<PointCloud, 'pointCount' | 'spread'>, index: number): number {
  if (pointCount <= exactCount) return (index * spread) % pointCount;
  return Number((BigInt(index) * BigInt(spread)) % BigInt(pointCount));
}

function spreadTriples(values: Float32Array, spread: number): Float32Array {
  const result = new Float32Array(values.length);
  const step = 3 * spread;
  for (let to = 0, from = 0; to < result.length; to += 3) {
    result[to] = values[from] ?? 0;
    result[to + 1] = values[from + 1] ?? 0;
    result[to + 2] = values[from + 2] ?? 0;
    from += step;
    if (from >= values.length) from -= values.length;
  }
  return result;
}

function spreadScalars(values: Float32Array, spread: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let to = 0, from = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    from += spread;
    if (from >= values.length) from -= values.length;
  }
  return result;
}

/** A colour is moved as one number of 32 bits. */
function spreadColors(colors: Uint8Array, spread: number): Uint8Array {
  const values = colors.byteOffset % 4 === 0 ? new Uint32Array(colors.buffer, colors.byteOffset, colors.length / 4) : new Uint32Array(colors.slice().buffer);
  const result = new Uint32Array(values.length);
  for (let to = 0, from = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    from += spread;
    if (from >= values.length) from -= values.length;
  }
  return new Uint8Array(result.buffer);
}
