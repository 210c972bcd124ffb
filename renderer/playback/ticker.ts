/** The player's source of time: animation frames in the app, by hand in tests. One-shot, so that nothing runs at rest. */
export interface Ticker {
  /** Calls `tick` once, later, with a monotonic wall time in milliseconds; returns what calls it off. */
  request(tick: (wallMs: number) => void): () => void;
}
