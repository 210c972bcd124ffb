import { expect, test } from 'vitest';
import { colormapNames } from '../../../../../preload/contract/point-cloud-settings.ts';
import { rampColor, rampPixels, rampStops, stopsGradient } from '../../../../../renderer/panels/point-cloud/colormap.ts';

/*
 * Colours of the published tables, 0 to 255, by row of 256: matplotlib's viridis, plasma, inferno, magma and cividis end
 * at the same colours in every library.
 */
const publishedEnds: readonly [Parameters<typeof rampColor>[0]['colormap'], readonly number[]][] = [
  ['viridis', [253, 231, 37]],
  ['plasma', [240, 249, 33]],
  ['inferno', [252, 255, 164]],
  ['magma', [252, 253, 191]],
];

test.each(publishedEnds)('%s ends where its published table does, and begins there when reversed', (colormap, end) => {
  expect(rampColor({ colormap, isReversed: false }, 1)).toEqual(end);
  expect(rampColor({ colormap, isReversed: true }, 0)).toEqual(end);
});

test('every map has a ramp, none of it too dark to be seen on a dark ground', () => {
  const luminance = ([red, green, blue]: readonly [number, number, number]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  for (const colormap of colormapNames) {
    for (let share = 0; share <= 1; share += 0.05) expect(luminance(rampColor({ colormap, isReversed: false }, share)), colormap).toBeGreaterThan(30);
  }
});

test('holds its ends beyond the range', () => {
  const ramp = { colormap: 'turbo', isReversed: false } as const;
  expect(rampColor(ramp, -1)).toEqual(rampColor(ramp, 0));
  expect(rampColor(ramp, 9)).toEqual(rampColor(ramp, 1));
});

test('the texture and the legend run over the same colours', () => {
  const ramp = { colormap: 'spectral', isReversed: true } as const;
  const pixels = rampPixels(ramp, 256);
  expect([...pixels.subarray(0, 4)]).toEqual([...rampColor(ramp, 0), 255]);
  expect([...pixels.subarray(-4)]).toEqual([...rampColor(ramp, 1), 255]);
  const gradient = stopsGradient(rampStops(ramp), 'right');
  expect(gradient.startsWith(`linear-gradient(to right, rgb(${rampColor(ramp, 0).join(' ')}) 0%`)).toBe(true);
  expect(gradient.endsWith(`rgb(${rampColor(ramp, 1).join(' ')}) 100%)`)).toBe(true);
});
