/**
 * Everything that can be asked of the player. Commands state intent; only its tick moves the picture.
 *
 * - `seek`, `step`: go to one step (by number, or relative to the last one asked for). The newest wins: a step asked
 *   for earlier is never shown after it.
 * - `scrub`: like `seek`, for a pointer on the move: a step passed on the way that is still loading is shown when it
 *   arrives, unless a later one has been shown, so that the picture follows the pointer instead of freezing under it.
 * - `play`: from the start again when at the end.
 * - `set-rate`: media time per wall time, above 0; `set-base-rate`: steps a second at rate 1, where nothing measured it.
 * - `retry`: try frames that failed again.
 */
export type PlayerCommand =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly step: number }
  | { readonly type: 'scrub'; readonly step: number }
  | { readonly type: 'step'; readonly by: number }
  | { readonly type: 'set-rate'; readonly rate: number }
  | { readonly type: 'set-base-rate'; readonly baseRateHz: number }
  | { readonly type: 'retry' };
