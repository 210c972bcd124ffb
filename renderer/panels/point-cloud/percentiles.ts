/** Enough that a percentile is stable to a per cent, few enough to sort within a fraction of a millisecond. */
export const sampleCount = 4_096;

/**
 * An even sample of every `step`th value from `start` on, sorted, without what is not finite; for percentiles. Even, and
 * not random, so that the same cloud always gives the same colours.
 */
export function sortedSample(values: Float32Array, start: number, step: number): Float32Array {
  const count = Math.max(0, Math.ceil((values.length - start) / step));
  const stride = Math.max(1, count / sampleCount);
  const sample = new Float32Array(Math.min(count, sampleCount));
  let end = 0;
  for (let k = 0; k < sample.length; k++) {
    const value = values[start + step * Math.floor(k * stride)] ?? Number.NaN;
    if (Number.isFinite(value)) sample[end++] = value;
  }
  return sample.subarray(0, end).sort();
}

/** The value that `share` (0 to 1) of a sorted sample lies below; NaN when it is empty. */
export function percentile(sorted: Float32Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}
