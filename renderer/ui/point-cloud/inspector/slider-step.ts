import type { ValueRange } from '../../../viewing/point-filters.ts';

const leastSteps = 200;

/** A round step, 1, 2 or 5 × 10^n, that goes at least 200 times into a range. */
export function sliderStep({ min, max }: ValueRange): number {
  const most = (max - min) / leastSteps;
  if (!(most > 0) || !Number.isFinite(most)) return 0.01;
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 2, 1].find((candidate) => candidate * power <= most) ?? 1;
  // Without the digits that binary fractions add.
  return Number((digit * power).toPrecision(1));
}

/** A range with its ends moved outward to whole steps, so that a slider's handles reach every value in it. */
export function roundedOutward(range: ValueRange): ValueRange {
  const step = sliderStep(range);
  return { min: Number((Math.floor(range.min / step) * step).toPrecision(12)), max: Number((Math.ceil(range.max / step) * step).toPrecision(12)) };
}
