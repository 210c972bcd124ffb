/**
 * Which of its frames a view shows at a step, where both it and the step have timestamps; without them a view shows the
 * frame of the same index, in every mode.
 *
 * - `latest`: the newest one not later than the step.
 * - `nearest`: the nearest in time, no farther than `toleranceMs`; null: three quarters of the view's own median interval,
 *   which bears jitter of half an interval but not a frame left out. A longer one would show a neighbour in its place.
 * - `strict`: only one of exactly the step's time.
 */
export type SyncMode =
  | { readonly kind: 'latest' }
  | { readonly kind: 'nearest'; readonly toleranceMs: number | null }
  | { readonly kind: 'strict' };

/** What holds before anyone chooses. */
export const defaultSync: SyncMode = { kind: 'nearest', toleranceMs: null };
