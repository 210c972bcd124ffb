import { rgbOfHsl } from './rgb.ts';
import type { Rgb } from './rgb.ts';

/**
 * Avala's bands of intensity (avala-api §8): where they begin and end, on a scale of 0 to 255, and what is there. The
 * narrow first ones are where most returns of a range sensor lie.
 */
export const intensityStops: readonly { readonly at: number; readonly color: Rgb; readonly lightness: number }[] = [
  { at: 0, color: [0, 0, 255], lightness: 0.85 },
  { at: 8, color: [0, 255, 0], lightness: 0.74 },
  { at: 34, color: [255, 255, 0], lightness: 0.62 },
  { at: 255, color: [255, 0, 0], lightness: 0.5 },
];

const huesInCycle = 6;

/** The hue of `rainbow` by frame number, in turns: 0, 60, 120, 180, 240, 300°, and again. */
export function rainbowHue(frameNumber: number): number {
  return (((frameNumber % huesInCycle) + huesInCycle) % huesInCycle) / huesInCycle;
}

/** The colour of `rainbow` at one of the stops. Avala does not say how saturated it is: fully. */
export function rainbowColor(frameNumber: number, lightness: number): Rgb {
  return rgbOfHsl(rainbowHue(frameNumber), 1, lightness);
}
