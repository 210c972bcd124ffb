import { rgbOfHsl } from './rgb.ts';
import type { Rgb } from './rgb.ts';

/** Classes that have a colour of their own (avala-api §8); the next ones have the first ones' again. */
const classColorCount = 50;

/** 2^32 ÷ φ: D. Knuth's multiplicative hash, The Art of Computer Programming 3, 6.4. */
const goldenMultiplier = 2_654_435_769;

/**
 * The fraction of `id` ÷ φ, as the shader has it, to 24 bits: ids that follow each other lie far apart on the circle of
 * hues, and any number of them evenly.
 */
export function goldenHue(id: number): number {
  return (Math.imul(id, goldenMultiplier) >>> 8) / 2 ** 24;
}

/** Avala does not say how saturated and how light its class colours are: clear on a dark ground. */
export function classColor(classId: number): Rgb {
  return rgbOfHsl(goldenHue((classId >>> 0) % classColorCount), 0.7, 0.6);
}

/** Of an object, id not 0: those with id 0 are stuff, and have their class's colour. */
export function instanceColor(instanceId: number): Rgb {
  return rgbOfHsl(goldenHue(instanceId), 0.8, 0.62);
}
