/** Who waits for a frame, as whoever brings it up sees it. */
export interface Asker {
  /** Fires when nobody waits any more. */
  readonly signal: AbortSignal;
  /** A picture waits for it, so that it goes before what is only likely to be needed. May change at any time. */
  readonly isWanted: boolean;
}
