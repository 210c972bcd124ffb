/**
 * How many points of each sweep are drawn when all together may be `budget`: the first, which is the present one, in full
 * as far as it goes, then the same share of every other.
 */
export function sharePoints(pointCounts: readonly number[], budget: number): number[] {
  const [present = 0, ...earlier] = pointCounts;
  const left = Math.max(0, budget - present);
  const earlierCount = earlier.reduce((sum, count) => sum + count, 0);
  const share = earlierCount <= left ? 1 : left / earlierCount;
  return pointCounts.map((count, index) => (index === 0 ? Math.min(count, budget) : Math.floor(count * share)));
}
