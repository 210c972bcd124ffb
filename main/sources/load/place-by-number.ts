/**
 * Puts numbered frames on their own places, so that a view with a gap (`000003` was lost) stays in step with the others:
 * the places of missing numbers are null. It does so only when the numbers can be places: distinct, counted from 0 or 1,
 * fewer than the `frameCount` that the service claims and all within it. Otherwise (every fifth number, a cut that
 * starts at 965) the given order is the only truth, and null is returned.
 */
export function placeByNumber<Entry>(
  entries: readonly Entry[],
  numberOf: (entry: Entry) => number | null,
  frameCount: number | null,
): (Entry | null)[] | null {
  if (frameCount === null || entries.length === 0 || entries.length >= frameCount) return null;
  const byNumber = new Map<number, Entry>();
  let lowest = Infinity;
  let highest = 0;
  for (const entry of entries) {
    const number = numberOf(entry);
    if (number === null || !Number.isSafeInteger(number) || number < 0 || byNumber.has(number)) return null;
    byNumber.set(number, entry);
    lowest = Math.min(lowest, number);
    highest = Math.max(highest, number);
  }
  const first = lowest === 1 ? 1 : 0;
  const span = highest - first + 1;
  if (span === entries.length || span > frameCount) return null;
  return Array.from({ length: span }, (_, i) => byNumber.get(first + i) ?? null);
}
