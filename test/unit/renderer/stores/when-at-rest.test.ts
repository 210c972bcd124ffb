import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenAtRest } from '../../../../renderer/stores/when-at-rest.ts';
import { resolved, setUp, track } from '../playback/player-setup.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a player at rest is told of once for each rest, and never while it plays or loads', async () => {
  const { player, ticker, loader } = setUp({ viewKeys: ['a'] });
  let rests = 0;
  const stop = whenAtRest(player, () => (rests += 1));
  player.setViews(resolved(track('a', 4)));
  vi.advanceTimersByTime(10_000);
  expect(rests).toBe(0);
  await loader.arriveAll();
  ticker.advance(10);
  await loader.arriveAll();
  ticker.advance(10);
  vi.advanceTimersByTime(10_000);
  expect(rests).toBe(1);
  player.dispatch({ type: 'set-loop', loop: 'all' });
  player.dispatch({ type: 'play' });
  vi.advanceTimersByTime(10_000);
  expect(rests).toBe(1);
  player.dispatch({ type: 'pause' });
  vi.advanceTimersByTime(10_000);
  expect(rests).toBe(2);
  player.dispatch({ type: 'seek', step: 2 });
  ticker.advance(10);
  stop();
  vi.advanceTimersByTime(10_000);
  expect(rests).toBe(2);
});
