/** Of strictly increasing values: the median difference between neighbours; null when there are fewer than two. */
export function medianInterval(values: readonly number[]): number | null {
  const intervals = values.slice(1).map((value, index) => value - (values[index] ?? value));
  intervals.sort((a, b) => a - b);
  return intervals[Math.floor(intervals.length / 2)] ?? null;
}

/** Of sorted values: the index of the greatest that is not above `wanted`; -1 when all are. */
export function latestIndex(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((values[middle] ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Of sorted values, at least one: the index of the nearest, the earlier of two equally near. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  const before = latestIndex(values, wanted);
  const after = before + 1;
  if (before < 0) return 0;
  const [valueBefore, valueAfter] = [values[before] ?? -Infinity, values[after] ?? Infinity];
  return wanted - valueBefore <= valueAfter - wanted ? before : after;
}
