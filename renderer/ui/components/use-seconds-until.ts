import { useCallback, useSyncExternalStore } from 'react';

const tickMs = 250;

/** Whole seconds until a moment (Unix epoch), counting down; 0 when it has passed or is null. */
export function useSecondsUntil(momentMs: number | null): number {
  const secondsLeft = useCallback(
    () => (momentMs === null ? 0 : Math.max(0, Math.ceil((momentMs - Date.now()) / 1_000))),
    [momentMs],
  );
  const subscribe = useCallback(
    (tick: () => void) => {
      if (secondsLeft() === 0) return () => undefined;
      const timer = setInterval(() => {
        tick();
        if (secondsLeft() === 0) clearInterval(timer);
      }, tickMs);
      return () => clearInterval(timer);
    },
    [secondsLeft],
  );
  return useSyncExternalStore(subscribe, secondsLeft);
}
