import { describe, expect, test } from 'vitest';
import { colorAt, countBars } from '../../../../../../renderer/ui/point-cloud/inspector/draw-histogram.ts';

const histogram = (min: number, max: number, counts: readonly number[]) => ({ min, max, counts: Uint32Array.from(counts) });
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6));

describe('bars of a histogram', () => {
  test('that are as wide as its bins have their counts', () => {
    expect(countBars({ histogram: histogram(0, 4, [3, 0, 5, 1]), extent: { min: 0, max: 4 } }, 4)).toEqual(near([3, 0, 5, 1]));
  });

  test('that are wider hold what lies under them, and none of it twice', () => {
    const bars = countBars({ histogram: histogram(0, 4, [3, 0, 5, 1]), extent: { min: 0, max: 4 } }, 2);
    expect(bars).toEqual(near([3, 6]));
  });

  test('that are narrower share a bin out evenly', () => {
    expect(countBars({ histogram: histogram(0, 2, [4, 8]), extent: { min: 0, max: 2 } }, 4)).toEqual(near([2, 2, 4, 4]));
  });

  test('leave out what is beyond the extent, and are empty where nothing is', () => {
    expect(countBars({ histogram: histogram(-2, 2, [10, 1, 2, 20]), extent: { min: -1, max: 3 } }, 4)).toEqual(near([1, 2, 20, 0]));
  });

  test('of a single value lie in one bar', () => {
    expect(countBars({ histogram: histogram(1, 1, [7, 0, 0, 0]), extent: { min: 0, max: 4 } }, 4)).toEqual(near([0, 7, 0, 0]));
  });

  test('are empty where nothing was counted, or there is no width', () => {
    expect(countBars({ histogram: null, extent: { min: 0, max: 1 } }, 3)).toEqual([0, 0, 0]);
    expect(countBars({ histogram: histogram(0, 1, [1]), extent: { min: 1, max: 1 } }, 2)).toEqual([0, 0]);
  });
});

describe('the colour of a place on a ramp', () => {
  const stops = [
    { at: 0, color: [0, 0, 0] },
    { at: 0.5, color: [100, 200, 0] },
    { at: 1, color: [100, 0, 200] },
  ] as const;

  test.each([
    [0, 'rgb(0 0 0)'],
    [0.25, 'rgb(50 100 0)'],
    [0.5, 'rgb(100 200 0)'],
    [0.75, 'rgb(100 100 100)'],
    [1, 'rgb(100 0 200)'],
  ])('at %d is %s', (share, color) => {
    expect(colorAt(stops, share)).toBe(color);
  });

  test('beyond its ends is that of the end', () => {
    expect(colorAt(stops, -3)).toBe('rgb(0 0 0)');
    expect(colorAt(stops, 3)).toBe('rgb(100 0 200)');
  });

  test('without any colours is none', () => {
    expect(colorAt([], 0.5)).toBe('transparent');
  });
});
