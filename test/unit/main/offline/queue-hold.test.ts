import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { QueueHold } from '../../../../main/offline/queue-hold.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('after a pause that doubles one thing is tried, until something succeeds', () => {
  const hold = new QueueHold(() => undefined);
  for (const pauseMs of [1_000, 2_000, 4_000, 8_000]) {
    hold.begin(new Failure('unreachable', 'No connection.'));
    expect(hold.limit(6)).toBe(0);
    vi.advanceTimersByTime(pauseMs - 1);
    expect(hold.limit(6)).toBe(0);
    vi.advanceTimersByTime(1);
    expect(hold.limit(6)).toBe(1);
    expect(hold.current?.kind).toBe('network');
  }
  hold.end();
  expect([hold.limit(6), hold.current]).toEqual([6, null]);
});

test('many failures at once are one pause', () => {
  const hold = new QueueHold(() => undefined);
  for (let file = 0; file < 6; file += 1) hold.begin(new Failure('unreachable', 'No connection.'));
  vi.advanceTimersByTime(1_000);
  expect(hold.limit(6)).toBe(1);
});

test('a missing key waits for a person, and a full disk says what it is', () => {
  const hold = new QueueHold(() => undefined);
  hold.begin(new Failure('signed-out', 'You are signed out.'));
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(hold.limit(6)).toBe(0);
  hold.tryNow();
  expect(hold.limit(6)).toBe(1);
  hold.end();
  hold.begin(new Failure('storage', 'The disk is full.'));
  expect(hold.current).toEqual({ kind: 'storage', reason: 'The disk is full.' });
});
