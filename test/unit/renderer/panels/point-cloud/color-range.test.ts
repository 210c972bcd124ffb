import { describe, expect, test } from 'vitest';
import { holdColorRange, intensityField, measureColorRange } from '../../../../../renderer/panels/point-cloud/color-range.ts';
import { cloudOf } from './cloud-of.ts';

const heights = (values: readonly number[]) => cloudOf(values.map((z) => [0, 0, z]));
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('measureColorRange', () => {
  test('leaves out the outer two per cent at both ends and rounds outward', () => {
    expect(measureColorRange(heights(upTo(1_001).map((i) => i / 100)), 'height')).toEqual({ min: 0, max: 10 });
    expect(measureColorRange(heights([...upTo(100).map((i) => i / 100), 5_000]), 'height')).toEqual({ min: 0, max: 1 });
    expect(measureColorRange(heights([-5_000, ...upTo(100).map((i) => i / 100)]), 'height')).toEqual({ min: 0, max: 1 });
  });

  test('counts heights from the file’s own zero', () => {
    expect(measureColorRange({ ...heights(upTo(101)), origin: [0, 0, 5_000] }, 'height')).toEqual({ min: 5_000, max: 5_100 });
  });

  test('gives a range to values that are all the same', () => {
    expect(measureColorRange(heights([3, 3, 3]), 'height')).toEqual({ min: 2.5, max: 3.5 });
  });

  test('has none without points, nor without an intensity', () => {
    expect(measureColorRange(heights([]), 'height')).toBeNull();
    expect(measureColorRange(heights([1, 2]), 'intensity')).toBeNull();
  });

  test('finds intensity under the names that sensors’ files use', () => {
    const cloud = cloudOf([[0, 0, 0]], [7]);
    const named = (name: string) => ({ ...cloud, fields: cloud.fields.map((field) => ({ ...field, name })) });
    for (const name of ['intensity', 'Intensity', 'i', 'reflectivity']) expect(intensityField(named(name))?.values[0]).toBe(7);
    expect(intensityField(named('ring'))).toBeUndefined();
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
