import { expect, test } from 'vitest';
import { longMeasure, shortMeasure } from '../../../../../../renderer/panels/point-cloud/tools/measure-words.ts';
import { measure, withPoint } from '../../../../../../renderer/panels/point-cloud/tools/measure.ts';

test('a distance goes along the line from point to point, and says its last part flat and upright', () => {
  const result = measure('distance', [[0, 0, 0], [3, 4, 0], [3, 4, 12]]);
  expect(result).toEqual({ kind: 'distance', totalM: 17, segmentsM: [5, 12], horizontalM: 0, verticalM: 12 });
  expect(measure('distance', [[1, 1, 1], [4, 5, 13]])).toEqual({ kind: 'distance', totalM: 13, segmentsM: [13], horizontalM: 5, verticalM: 12 });
});

test('a height is signed and goes from the first point to the second', () => {
  expect(measure('height', [[0, 0, 2], [3, 4, 0.5]])).toEqual({ kind: 'height', heightM: -1.5, horizontalM: 5 });
});

test('an angle is the one at the second point, exact for very small and for straight ones', () => {
  expect(measure('angle', [[1, 0, 0], [0, 0, 0], [0, 0, 5]])).toEqual({ kind: 'angle', degrees: 90 });
  expect(measure('angle', [[1, 0, 0], [0, 0, 0], [-3, 0, 0]])).toEqual({ kind: 'angle', degrees: 180 });
  const small = measure('angle', [[1, 0, 0], [0, 0, 0], [1, 1e-9, 0]]);
  expect(small?.kind === 'angle' ? small.degrees / (1e-9 * (180 / Math.PI)) : Number.NaN).toBeCloseTo(1, 9);
});

test('a measure says nothing before it has its points, nor where two of them are one', () => {
  expect(measure('distance', [[0, 0, 0]])).toBeNull();
  expect(measure('angle', [[0, 0, 0], [1, 0, 0]])).toBeNull();
  expect(measure('angle', [[1, 2, 3], [1, 2, 3], [4, 5, 6]])).toBeNull();
});

test('heights and angles begin anew when they are complete, distances go on', () => {
  const a = [0, 0, 0] as const;
  expect(withPoint('height', [a, a], [1, 1, 1])).toEqual([[1, 1, 1]]);
  expect(withPoint('angle', [a, a], [1, 1, 1])).toHaveLength(3);
  expect(withPoint('angle', [a, a, a], [1, 1, 1])).toEqual([[1, 1, 1]]);
  expect(withPoint('distance', [a, a, a], [1, 1, 1])).toHaveLength(4);
});

test('measures are put in words with as many figures as they are worth', () => {
  const far = measure('distance', [[0, 0, 0], [30, 40, 0]]);
  const fall = measure('height', [[0, 0, 2], [0, 0, 0.5]]);
  const right = measure('angle', [[1, 0, 0], [0, 0, 0], [0, 0, 5]]);
  expect([far, fall, right].map((result) => (result === null ? null : shortMeasure(result)))).toEqual(['50.00 m', '−1.500 m', '90.0°']);
  expect(far === null ? null : longMeasure(far)).toBe('Distance 50.00 m: 50.00 m along the ground, 0.000 m up');
});
