import { expect, test } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { Attempts } from '../../../../main/offline/attempts.ts';

const unreachable = new Failure('unreachable', 'No connection.');
const setUp = () => {
  const clock = { nowMs: 0 };
  return { clock, attempts: new Attempts(1_000, () => clock.nowMs) };
};

test('a network that is gone uses up nobody’s tries', () => {
  const { attempts } = setUp();
  for (let tries = 0; tries < 50; tries += 1) expect(attempts.failed('a', { failure: unreachable, lengthBytes: 0 })).toBe('hold-all');
});

test('what fails while others succeed is its own trouble, and is given up after four tries', () => {
  const { attempts } = setUp();
  expect(attempts.failed('a', { failure: unreachable, lengthBytes: 0 })).toBe('hold-all');
  attempts.succeeded('b');
  expect([1, 2, 3].map(() => attempts.failed('a', { failure: unreachable, lengthBytes: 0 }))).toEqual(['later', 'later', 'given-up']);
});

test('a file that comes further each time is never given up, one that always ends at the same byte is', () => {
  const { attempts } = setUp();
  for (let length = 1; length < 40; length += 1) expect(attempts.failed('grows', { failure: unreachable, lengthBytes: length })).toBe('later');
  expect([1, 2, 3, 4].map(() => attempts.failed('lies', { failure: unreachable, lengthBytes: 500 }))).toEqual(['later', 'later', 'later', 'given-up']);
});

test('pauses double up to a minute, and a pause that was asked for is kept', () => {
  const { clock, attempts } = setUp();
  const dueAfter = () => {
    attempts.failed('a', { failure: unreachable, lengthBytes: 0 });
    return attempts.dueMs('a') - clock.nowMs;
  };
  expect(Array.from({ length: 8 }, dueAfter)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  attempts.failed('b', { failure: new Failure('throttled', 'Wait.', { retryAtMs: 90_000 }), lengthBytes: 0 });
  expect(attempts.dueMs('b')).toBe(90_000);
  attempts.tryNow();
  expect([attempts.dueMs('a'), attempts.dueMs('b')]).toEqual([0, 0]);
});

test.each(['not-found', 'damaged', 'forbidden'] as const)('%s is not tried again', (kind) => {
  expect(setUp().attempts.failed('a', { failure: new Failure(kind, 'Gone.'), lengthBytes: 0 })).toBe('given-up');
});

test.each(['storage', 'signed-out', 'key-rejected', 'throttled'] as const)('%s holds up everything, however often', (kind) => {
  const { attempts } = setUp();
  for (let tries = 0; tries < 9; tries += 1) {
    expect(attempts.failed('a', { failure: new Failure(kind, 'Wait.'), lengthBytes: 0 })).toBe('hold-all');
    attempts.succeeded('b');
  }
});
