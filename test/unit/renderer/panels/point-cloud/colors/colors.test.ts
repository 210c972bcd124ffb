import { describe, expect, test } from 'vitest';
import { intensityStops, rainbowColor, rainbowHue } from '../../../../../../renderer/panels/point-cloud/colors/color-bands.ts';
import { classColor, goldenHue, instanceColor } from '../../../../../../renderer/panels/point-cloud/colors/golden-colors.ts';
import { rgbOfHex, rgbOfHsl } from '../../../../../../renderer/panels/point-cloud/colors/rgb.ts';

describe('Avala’s colours', () => {
  test('intensity runs from blue over green and yellow to red at 0, 8, 34 and 255', () => {
    expect(intensityStops.map(({ at, color }) => [at, ...color])).toEqual([
      [0, 0, 0, 255],
      [8, 0, 255, 0],
      [34, 255, 255, 0],
      [255, 255, 0, 0],
    ]);
  });

  test('rainbow has six hues by frame number, again from the seventh on', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((frame) => Math.round(360 * rainbowHue(frame)))).toEqual([0, 60, 120, 180, 240, 300, 0, 60]);
  });

  test('rainbow’s lightness is 85, 74, 62 and 50 % at the ends of the bands', () => {
    expect(intensityStops.map(({ lightness }) => lightness)).toEqual([0.85, 0.74, 0.62, 0.5]);
    // hsl(240 100% 50%) and hsl(0 100% 85%): 255 × (0.85 − 0.15) = 178.5.
    expect(rainbowColor(4, 0.5)).toEqual([0, 0, 255]);
    expect(rainbowColor(0, 0.85)).toEqual([255, 179, 179]);
  });

  test('class colours are steps of the golden ratio around the circle of hues', () => {
    // The fractions of 1/φ, 2/φ, 3/φ and 7/φ, with φ = 1.618033988749895.
    expect(goldenHue(0)).toBe(0);
    expect(goldenHue(1)).toBeCloseTo(0.618034, 6);
    expect(goldenHue(2)).toBeCloseTo(0.236068, 6);
    expect(goldenHue(3)).toBeCloseTo(0.854102, 6);
    expect(goldenHue(7)).toBeCloseTo(0.326238, 6);
  });

  test('there are fifty of them, all different, and then the same again', () => {
    const colors = Array.from({ length: 50 }, (_, id) => classColor(id).join(' '));
    expect(new Set(colors).size).toBe(50);
    expect(classColor(50)).toEqual(classColor(0));
    expect(classColor(73)).toEqual(classColor(23));
  });

  test('an object’s colour goes by its whole id', () => {
    expect(instanceColor(51)).not.toEqual(instanceColor(1));
    expect(instanceColor(4_000_000_001)).not.toEqual(instanceColor(4_000_000_002));
  });
});

test('hsl is as in CSS', () => {
  // CSS Color Module Level 4: hsl(120 100% 25%) is #008000, hsl(0 0% 50%) #808080, hsl(30 100% 50%) #ff8000.
  expect(rgbOfHsl(120 / 360, 1, 0.25)).toEqual([0, 128, 0]);
  expect(rgbOfHsl(0, 0, 0.5)).toEqual([128, 128, 128]);
  expect(rgbOfHsl(30 / 360, 1, 0.5)).toEqual([255, 128, 0]);
  expect(rgbOfHex('#ff8000')).toEqual([255, 128, 0]);
});
