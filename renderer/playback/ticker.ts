/** The player's only source of time: the display's in the app, by hand in tests. One-shot, so that nothing runs at rest. */
export interface Ticker {
  /** Monotonic wall time in milliseconds, on the same axis as what ticks are given. */
  nowMs(): number;
  /** Calls `tick` once, later, with the wall time; returns what calls it off. */
  request(tick: (wallMs: number) => void): () => void;
  /** Calls `callback` once, when this much time has passed; returns what calls it off. */
  after(delayMs: number, callback: () => void): () => void;
}
