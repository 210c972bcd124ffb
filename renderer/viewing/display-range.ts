/** The source values that a picture of more than 8 bits shows as black and as white. */
export interface DisplayRange {
  readonly min: number;
  readonly max: number;
}

/**
 * The least range that holds both; `held` itself where it holds the other already. A range of nothing but 0, which says
 * that nothing was measured, widens none.
 */
export function widened(held: DisplayRange | null, other: DisplayRange | null): DisplayRange | null {
  if (other === null || (other.min === 0 && other.max === 0)) return held;
  if (held === null) return other;
  if (held.min <= other.min && held.max >= other.max) return held;
  return { min: Math.min(held.min, other.min), max: Math.max(held.max, other.max) };
}
