const collator = new Intl.Collator('en', { numeric: true });

/**
 * Orders names as a person counts: `frame_2` before `frame_10`. Names that a collator holds equal (`01`, `1`) keep a
 * fixed order, so that two readings of one folder never differ.
 */
export function compareNaturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
