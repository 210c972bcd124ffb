import { expect, test } from 'vitest';
import type { ColormapName } from '../../../../../renderer/panels/point-cloud/colormap.ts';
import { colormapColor, rampColor, rampGradient, rampPixels } from '../../../../../renderer/panels/point-cloud/colormap.ts';

/*
 * Colours of the published tables, 0 to 255, by row of 256: Mikhailov's turbo_colormap_data and matplotlib's viridis.
 * The polynomials were fitted to them, turbo's more loosely: hence `within`.
 */
const published: readonly { name: ColormapName; within: number; rows: Record<number, readonly number[]> }[] = [
  { name: 'turbo', within: 20, rows: { 32: [70, 107, 227], 64: [40, 188, 235], 96: [50, 242, 152], 128: [164, 252, 60], 192: [251, 126, 33] } },
  { name: 'viridis', within: 5, rows: { 0: [68, 1, 84], 64: [59, 82, 139], 128: [33, 145, 140], 192: [94, 201, 98], 255: [253, 231, 37] } },
];

test.each(published)('$name follows its published table', ({ name, within, rows }) => {
  for (const [row, expected] of Object.entries(rows)) {
    const color = colormapColor(name, Number(row) / 255);
    expected.forEach((channel, c) => expect(Math.abs((color[c] ?? Number.NaN) - channel)).toBeLessThanOrEqual(within));
  }
});

test('holds its ends beyond the range', () => {
  expect(colormapColor('turbo', -1)).toEqual(colormapColor('turbo', 0));
  expect(colormapColor('viridis', 9)).toEqual(colormapColor('viridis', 1));
});

test('the texture and the legend run over the same colours', () => {
  const pixels = rampPixels('turbo', 256);
  expect([...pixels.subarray(0, 4)]).toEqual([...rampColor('turbo', 0), 255]);
  expect([...pixels.subarray(-4)]).toEqual([...rampColor('turbo', 1), 255]);
  const gradient = rampGradient('turbo', 'right');
  expect(gradient.startsWith(`linear-gradient(to right, rgb(${rampColor('turbo', 0).join(' ')})`)).toBe(true);
  expect(gradient.endsWith(`rgb(${rampColor('turbo', 1).join(' ')}))`)).toBe(true);
});
