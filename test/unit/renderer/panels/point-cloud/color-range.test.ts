import { describe, expect, test } from 'vitest';
import { holdColorRange, intensityScale, measureColorRange } from '../../../../../renderer/panels/point-cloud/color-range.ts';

const sample = (values: readonly number[], zero = 0) => ({ values: Float32Array.from(values), zero });
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('measureColorRange', () => {
  test('leaves out the outer two per cent at both ends and rounds outward', () => {
    expect(measureColorRange(sample(upTo(1_001).map((i) => i / 100)))).toEqual({ min: 0, max: 10 });
    expect(measureColorRange(sample([...upTo(100).map((i) => i / 100), 5_000]))).toEqual({ min: 0, max: 1 });
    expect(measureColorRange(sample([-5_000, ...upTo(100).map((i) => i / 100)]))).toEqual({ min: 0, max: 1 });
  });

  test('counts from the values’ own zero, in full precision', () => {
    expect(measureColorRange(sample(upTo(101), 1_600_000_000))).toEqual({ min: 1_600_000_000, max: 1_600_000_100 });
  });

  test('gives a range to values that are all the same', () => {
    expect(measureColorRange(sample([3, 3, 3]))).toEqual({ min: 2.5, max: 3.5 });
  });

  test('has none without numbers', () => {
    expect(measureColorRange(sample([]))).toBeNull();
    expect(measureColorRange(sample([Number.NaN, Infinity]))).toBeNull();
  });
});

describe('holdColorRange', () => {
  test('takes the first range, then keeps it while frames are alike', () => {
    const first = holdColorRange(null, { min: -3, max: 5 });
    expect(first).toEqual({ min: -3, max: 5 });
    expect(holdColorRange(first, { min: -2.5, max: 6 })).toBe(first);
    expect(holdColorRange(first, { min: 0, max: 8 })).toBe(first);
  });

  test('gives way to another kind of scene', () => {
    expect(holdColorRange({ min: -3, max: 5 }, { min: 40, max: 60 })).toEqual({ min: 40, max: 60 });
    expect(holdColorRange({ min: 0, max: 255 }, { min: 0, max: 1 })).toEqual({ min: 0, max: 1 });
  });

  test('is kept over a frame that has nothing to measure', () => {
    expect(holdColorRange({ min: 0, max: 1 }, null)).toEqual({ min: 0, max: 1 });
  });
});

test('the bands of intensity span 8 bits, a share, or as many bits as the file uses', () => {
  expect(intensityScale(null, 0.99)).toEqual({ min: 0, max: 1 });
  expect(intensityScale(null, 1)).toEqual({ min: 0, max: 1 });
  expect(intensityScale(null, 87)).toEqual({ min: 0, max: 255 });
  expect(intensityScale(null, 255)).toEqual({ min: 0, max: 255 });
  expect(intensityScale(null, 3_000)).toEqual({ min: 0, max: 4_095 });
  expect(intensityScale(null, 65_535)).toEqual({ min: 0, max: 65_535 });
});

test('a dark sweep does not narrow the bands of a drive', () => {
  expect(intensityScale({ min: 0, max: 255 }, 0.5)).toEqual({ min: 0, max: 255 });
});
