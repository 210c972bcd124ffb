import { expect, test } from 'vitest';
import { PointGeometry } from '../../../../../renderer/panels/point-cloud/point-geometry.ts';

const positionsOf = (pointCount: number) => Float32Array.from({ length: 3 * pointCount }, (_, i) => i);

test('keeps its buffers for a smaller cloud and draws only its points', () => {
  const points = new PointGeometry();
  points.fill(positionsOf(100), new Float32Array(100));
  const large = points.geometry.getAttribute('position');
  points.fill(positionsOf(60), new Float32Array(60));
  expect(points.geometry.getAttribute('position')).toBe(large);
  expect(points.geometry.drawRange).toMatchObject({ start: 0, count: 60 });
});

test('grows with room to spare, and frees the smaller buffers', () => {
  const points = new PointGeometry();
  let freed = 0;
  points.geometry.addEventListener('dispose', () => freed++);
  points.fill(positionsOf(100), null);
  points.fill(positionsOf(110), null);
  expect(freed).toBe(1);
  points.fill(positionsOf(1_000), null);
  expect(freed).toBe(2);
  expect([...points.geometry.getAttribute('position').array.subarray(0, 3)]).toEqual([0, 1, 2]);
});

test('an empty cloud draws nothing', () => {
  const points = new PointGeometry();
  points.fill(positionsOf(10), null);
  points.fill(positionsOf(0), null);
  expect(points.geometry.drawRange.count).toBe(0);
});
