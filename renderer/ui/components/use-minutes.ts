import { useSyncExternalStore } from 'react';

const tickMs = 15_000;

/** The time (Unix epoch, ms) to the minute, kept true while it is on screen: for what is said to be so long ago. */
export function useMinutes(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 60_000) * 60_000);
}

function subscribe(tick: () => void): () => void {
  const timer = setInterval(tick, tickMs);
  return () => clearInterval(timer);
}
