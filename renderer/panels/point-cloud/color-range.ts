import type { ValueRange } from '../../viewing/point-filters.ts';
import type { ValueSample } from './colors/mode-values.ts';
import { percentile, sortedSample } from './percentiles.ts';

const lowShare = 0.02;
const highShare = 0.98;
const roundingSteps = 20;

/**
 * From the 2nd to the 98th percentile, so that a few strays do not wash out the rest. Rounded outward, to read well in a
 * legend. Null when there is nothing to measure.
 */
export function measureColorRange({ values, zero }: ValueSample): ValueRange | null {
  const sorted = sortedSample(values, 0, 1);
  if (sorted.length === 0) return null;
  return roundOutward(percentile(sorted, lowShare) + zero, percentile(sorted, highShare) + zero);
}

function roundOutward(min: number, max: number): ValueRange {
  // All the same: any width will do, as long as the colour is the middle one.
  if (min === max) return { min: min - 0.5, max: max + 0.5 };
  const step = roundStep((max - min) / roundingSteps);
  return { min: Math.floor(min / step) * step, max: Math.ceil(max / step) * step };
}

/** The nearest of 1, 2, 5 × 10^n at or above `value`. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((digit) => digit * power >= value) ?? 10);
}

/**
 * The range to draw a frame in, given the one in use and the frame's own. The one in use is held while the frame's own
 * overlaps it by at least half of the smaller of the two: while a drive plays, a colour keeps its meaning and the legend
 * its numbers. Only another kind of scene, which the held range would paint in one colour, gets a new one.
 */
export function holdColorRange(held: ValueRange | null, own: ValueRange | null): ValueRange | null {
  if (held === null || own === null) return own ?? held;
  const overlap = Math.min(held.max, own.max) - Math.max(held.min, own.min);
  const smaller = Math.min(held.max - held.min, own.max - own.min);
  const larger = Math.max(held.max - held.min, own.max - own.min);
  return overlap >= smaller / 2 && larger <= 4 * smaller ? held : own;
}

/**
 * What stands for 0 and 255 in Avala's bands of intensity, which are for 8 bits: 1 for shares, as KITTI has them, else
 * the largest number of as many bits as the largest value takes, e.g. 65,535 in LAS. Never less than was held before, so
 * that a dark sweep does not flash.
 */
export function intensityScale(held: ValueRange | null, largest: number): ValueRange {
  const own = largest > 255 ? 2 ** Math.ceil(Math.log2(largest + 1)) - 1 : largest > 1 ? 255 : 1;
  return { min: 0, max: Math.max(own, held?.max ?? 0) };
}
