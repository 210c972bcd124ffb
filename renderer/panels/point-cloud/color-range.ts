import type { PointCloud, PointField } from '../../decode/point-cloud/point-cloud.ts';
import { percentile, sortedSample } from './percentiles.ts';
import type { ColorMode, ColorRange } from './point-cloud-style.ts';

const lowShare = 0.02;
const highShare = 0.98;
const roundingSteps = 20;

/** The field that sensors' intensity goes by in the formats at hand; undefined when the cloud has none. */
export function intensityField(cloud: PointCloud): PointField | undefined {
  return cloud.fields.find(({ name }) => /^(intensity|intensities|i|reflectivity|reflectance|remission)$/i.test(name));
}

/**
 * From the 2nd to the 98th percentile, so that a few strays do not wash out the rest, in the values' own terms (height:
 * metres above the file's zero). Rounded outward, to read well in a legend. Null when there is nothing to measure.
 */
export function measureColorRange(cloud: PointCloud, colorBy: ColorMode): ColorRange | null {
  const field = colorBy === 'height' ? undefined : intensityField(cloud);
  if (colorBy === 'neutral' || (colorBy === 'intensity' && field === undefined)) return null;
  const sample = field === undefined ? sortedSample(cloud.positions, 2, 3) : sortedSample(field.values, 0, 1);
  if (sample.length === 0) return null;
  const zero = field === undefined ? cloud.origin[2] : field.offset;
  return roundOutward(percentile(sample, lowShare) + zero, percentile(sample, highShare) + zero);
}

function roundOutward(min: number, max: number): ColorRange {
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
export function holdColorRange(held: ColorRange | null, own: ColorRange | null): ColorRange | null {
  if (held === null || own === null) return own ?? held;
  const overlap = Math.min(held.max, own.max) - Math.max(held.min, own.min);
  const smaller = Math.min(held.max - held.min, own.max - own.min);
  const larger = Math.max(held.max - held.min, own.max - own.min);
  return overlap >= smaller / 2 && larger <= 4 * smaller ? held : own;
}
