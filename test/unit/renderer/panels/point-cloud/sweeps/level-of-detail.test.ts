import { expect, test } from 'vitest';
import { LevelOfDetail } from '../../../../../../renderer/panels/point-cloud/sweeps/level-of-detail.ts';
import { sharePoints } from '../../../../../../renderer/panels/point-cloud/sweeps/share-points.ts';

test('everything is drawn until a picture was measured', () => {
  expect(new LevelOfDetail().movingBudget(5_000_000)).toBe(5_000_000);
});

test('while moving, as many points as can be drawn within a picture of the screen', () => {
  const detail = new LevelOfDetail();
  detail.measured(1_000_000, 160);
  expect(detail.movingBudget(5_000_000)).toBe(100_000);
});

test('a fast machine draws all that the settings allow, a slow one still enough to see', () => {
  const fast = new LevelOfDetail();
  fast.measured(1_000_000, 1);
  expect(fast.movingBudget(5_000_000)).toBe(5_000_000);
  const slow = new LevelOfDetail();
  slow.measured(1_000_000, 5_000);
  expect(slow.movingBudget(5_000_000)).toBe(50_000);
});

test('one slow picture does not decide, and few points say nothing', () => {
  const detail = new LevelOfDetail();
  detail.measured(1_000_000, 16);
  detail.measured(1_000_000, 160);
  // 16 ns and 160 ns a point, at 30 % of the last: 59.2 ns.
  expect(detail.movingBudget(5_000_000)).toBe(Math.round(16 / 59.2e-6));
  detail.measured(100, 500);
  expect(detail.movingBudget(5_000_000)).toBe(Math.round(16 / 59.2e-6));
});

test('the present sweep is drawn in full before earlier ones get anything', () => {
  expect(sharePoints([60_000, 60_000, 60_000], 200_000)).toEqual([60_000, 60_000, 60_000]);
  expect(sharePoints([60_000, 60_000, 60_000], 120_000)).toEqual([60_000, 30_000, 30_000]);
  expect(sharePoints([60_000, 60_000, 60_000], 50_000)).toEqual([50_000, 0, 0]);
  expect(sharePoints([], 50_000)).toEqual([]);
});

test('two hundred sweeps of 60,000 points stay within the budget', () => {
  const counts = sharePoints(Array.from({ length: 200 }, () => 60_000), 5_000_000);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5_000_000);
  expect(Math.min(...counts)).toBeGreaterThan(24_000);
});
