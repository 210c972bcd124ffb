import { expect, test } from 'vitest';
import { percentile, sortedSample } from '../../../../../renderer/panels/point-cloud/percentiles.ts';
import { measureExtent } from '../../../../../renderer/panels/point-cloud/scene-extent.ts';
import { cloudOf } from './cloud-of.ts';

const street = Array.from({ length: 10_000 }, (_, i): [number, number, number] => [(i % 100) - 50, Math.floor(i / 100) - 50, i % 20 === 0 ? 4 : -2]);

const farAway: [number, number, number] = [90_000, 90_000, 9_000];

test('stray points change neither the scene nor its ground', () => {
  const without = measureExtent(cloudOf(street));
  const withStray = measureExtent(cloudOf([[-90_000, -90_000, -9_000], ...street.flatMap((point, i) => (i === 5_000 ? [point, farAway, farAway, farAway] : [point]))]));
  expect(withStray.radiusM / without.radiusM).toBeCloseTo(1, 1);
  expect(withStray.groundZ).toBe(-2);
  expect(without.max[0]).toBeGreaterThan(35);
  expect(without.max[0]).toBeLessThan(50);
});

test('the grid has lines every 10 m in a street and every 10 cm on a table', () => {
  expect(measureExtent(cloudOf(street)).gridSpacingM).toBe(10);
  const table = street.map(([x, y, z]): [number, number, number] => [x / 150, y / 150, z / 150]);
  expect(measureExtent(cloudOf(table)).gridSpacingM).toBeCloseTo(0.1, 9);
});

test('a cloud of one point still has a size to frame', () => {
  expect(measureExtent(cloudOf([[1, 2, 3]])).radiusM).toBeGreaterThan(0);
});

test('samples evenly, of every so many values, without what is not finite', () => {
  const values = Float32Array.from({ length: 30_000 }, (_, i) => (i % 3 === 2 ? i / 3 : Number.NaN));
  const sample = sortedSample(values, 2, 3);
  expect(sample.length).toBe(4_096);
  expect(percentile(sample, 0.5)).toBeCloseTo(5_000, -2);
  expect(sortedSample(values, 0, 3).length).toBe(0);
  expect(percentile(sortedSample(values, 0, 3), 0.5)).toBeNaN();
});
