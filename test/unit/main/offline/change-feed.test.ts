import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChangeFeed, type QueueChanges } from '../../../../main/offline/change-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startFeed() {
  const told: QueueChanges[] = [];
  return { told, feed: new ChangeFeed((changes) => told.push(changes)) };
}

test('progress is gathered and told four times a second at most', () => {
  const { told, feed } = startFeed();
  for (let ms = 0; ms < 2_000; ms += 10) {
    feed.progress('a');
    vi.advanceTimersByTime(10);
  }
  expect(told.length).toBeGreaterThanOrEqual(7);
  expect(told.length).toBeLessThanOrEqual(9);
});

test('another state is told at once, with the progress that waits, and then that is not told again', () => {
  const { told, feed } = startFeed();
  feed.progress('a');
  vi.advanceTimersByTime(0);
  feed.progress('a');
  vi.advanceTimersByTime(1);
  expect(told).toHaveLength(1);
  feed.change('b');
  vi.advanceTimersByTime(0);
  expect(told.at(-1)?.changedIds).toEqual(new Set(['a', 'b']));
  feed.change('b');
  vi.advanceTimersByTime(0);
  vi.advanceTimersByTime(1_000);
  expect(told.map(({ changedIds }) => [...changedIds])).toEqual([['a'], ['a', 'b'], ['b']]);
});

test('what happens in one task is told together: what is removed has not changed', () => {
  const { told, feed } = startFeed();
  feed.change('a');
  feed.change('b');
  feed.remove('b');
  feed.reorder();
  vi.advanceTimersByTime(0);
  expect(told).toEqual([{ changedIds: new Set(['a']), removedIds: new Set(['b']), hasNewOrder: true }]);
});

test('closed it tells nothing more', () => {
  const { told, feed } = startFeed();
  feed.progress('a');
  feed.change('b');
  feed.close();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
});
