import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';
import { fileIndexOf, spreadFor, spreadPoints } from '../../../../../renderer/decode/point-cloud/spread-points.ts';

/** Point i lies at (i, 2i, 3i), has the colour i in four bytes, and i as its only field. */
function counted(pointCount: number): PointCloud {
  const indices = Uint32Array.from({ length: pointCount }, (_, i) => i);
  return {
    format: 'pcd',
    pointCount,
    leftOutCount: 0,
    spread: 1,
    positions: Float32Array.from({ length: 3 * pointCount }, (_, at) => Math.floor(at / 3) * ((at % 3) + 1)),
    origin: [0, 0, 0],
    colors: new Uint8Array(indices.buffer.slice(0)),
    attributes: [],
    fields: [{ name: 'i', type: 'uint32', values: Float32Array.from(indices), offset: 0, min: 0, max: pointCount - 1 }],
    bounds: { min: [0, 0, 0], max: [0, 0, 0] },
    viewpoint: null,
    warnings: [],
    byteLength: 0,
  };
}

test('every point is met once, whatever their number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_024, max: 5_000 }), (pointCount) => {
      const cloud = spreadPoints(counted(pointCount));
      const indices = Array.from({ length: pointCount }, (_, k) => fileIndexOf(cloud, k));
      expect(cloud.spread).not.toBe(1);
      expect(new Set(indices).size).toBe(pointCount);
      expect(Math.max(...indices)).toBe(pointCount - 1);
    }),
    { numRuns: 50 },
  );
});

test('all arrays of a cloud are in the order that is told', () => {
  const cloud = spreadPoints(counted(66_781));
  const colors = new Uint32Array(cloud.colors?.buffer ?? new ArrayBuffer(0));
  for (let k = 0; k < cloud.pointCount; k += 997) {
    const index = (k * cloud.spread) % 66_781;
    expect(fileIndexOf(cloud, k)).toBe(index);
    expect([...cloud.positions.subarray(3 * k, 3 * k + 3)]).toEqual([index, 2 * index, 3 * index]);
    expect([colors[k], cloud.fields[0]?.values[k]]).toEqual([index, index]);
  }
});

test('any prefix is an even sample: no gap in the file is more than four times the mean', () => {
  for (const pointCount of [1_024, 65_536, 66_781, 1_000_000]) {
    const cloud = { pointCount, spread: spreadFor(pointCount) };
    for (const length of [10, 100, 1_000, Math.floor(pointCount / 3)]) {
      const indices = Float64Array.from({ length }, (_, k) => fileIndexOf(cloud, k)).sort();
      const gaps = indices.map((index, i) => (indices[i + 1] ?? (indices[0] ?? 0) + pointCount) - index);
      expect(Math.max(...gaps.subarray(0, 20_000))).toBeLessThanOrEqual((4 * pointCount) / length);
    }
  }
});

test('a tiny cloud, and one that is spread already, stay as they are', () => {
  const tiny = counted(400);
  expect(spreadPoints(tiny)).toBe(tiny);
  const spread = spreadPoints(counted(2_000));
  expect(spreadPoints(spread)).toBe(spread);
});

test('indices stay exact in clouds whose products are not', () => {
  const cloud = { pointCount: 400_000_007, spread: 247_213_601 };
  expect(fileIndexOf(cloud, 399_999_999)).toBe(Number((399_999_999n * 247_213_601n) % 400_000_007n));
});
