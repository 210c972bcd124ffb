import type { Ticker } from '../playback/ticker.ts';

/** Ticks with the display. Its times are those of the animation frames, in milliseconds since the page was opened. */
export const animationFrameTicker: Ticker = {
  nowMs: () => performance.now(),
  request(tick) {
    const handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  },
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  },
};
