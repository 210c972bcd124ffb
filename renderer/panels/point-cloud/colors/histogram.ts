import type { ValueRange } from '../../../viewing/point-filters.ts';
import type { ValueSample } from './mode-values.ts';

const binCount = 256;

/** How often values occur: `counts[i]` of them in the i-th of 256 equal parts from `min` to `max`. Of a sample. */
export interface Histogram extends ValueRange {
  readonly counts: Uint32Array;
}

/** Of the finite values; null when there is none. The largest value is in the last bin. */
export function countValues({ values, zero }: ValueSample): Histogram | null {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (min > max) return null;
  const counts = new Uint32Array(binCount);
  const scale = max === min ? 0 : binCount / (max - min);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(binCount - 1, Math.floor((value - min) * scale));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { min: min + zero, max: max + zero, counts };
}
