import { expect, test } from 'vitest';
import { widened } from '../../../../renderer/viewing/display-range.ts';

test('a range only widens, and stays the same object while it holds what comes', () => {
  const first = widened(null, { min: 1_000, max: 2_000 });
  expect(first).toEqual({ min: 1_000, max: 2_000 });
  expect(widened(first, { min: 1_200, max: 1_800 })).toBe(first);
  const wider = widened(first, { min: 1_500, max: 3_000 });
  expect(wider).toEqual({ min: 1_000, max: 3_000 });
  expect(widened(wider, { min: 500, max: 600 })).toEqual({ min: 500, max: 3_000 });
  expect(widened(wider, null)).toBe(wider);
});

test('a picture in which nothing was measured widens nothing', () => {
  expect(widened(null, { min: 0, max: 0 })).toBeNull();
  const held = { min: 10, max: 20 };
  expect(widened(held, { min: 0, max: 0 })).toBe(held);
});
