import { expect, test } from 'vitest';
import { formatTime } from '../../../../../renderer/panels/timeline/format-time.ts';
import { nearestStep } from '../../../../../renderer/panels/timeline/nearest-step.ts';
import { frameTicks, timeTicks } from '../../../../../renderer/panels/timeline/ruler-ticks.ts';
import { runLengths } from '../../../../../renderer/panels/timeline/run-lengths.ts';
import { edgeOfStep, rowAtY, stepAtX, timelineRows, xOfStep } from '../../../../../renderer/panels/timeline/timeline-geometry.ts';

const labels = (stepCount: number, wayPx: number) => frameTicks({ stepCount, wayPx }).flatMap(({ step, label }) => (label === null ? [] : [[step, label]]));

test('a ruler counts from one and labels round numbers', () => {
  expect(labels(300, 1_264)).toEqual([[0, '1'], ...Array.from({ length: 15 }, (_, index) => [(index + 1) * 20 - 1, String((index + 1) * 20)])]);
});

test.each([
  [2, 1_000],
  [150, 300],
  [150, 1_264],
  [1_000, 1_904],
  [100_000, 1_264],
])('of %i frames on %i px, labels never come nearer than 28 px to each other and there are at least two', (stepCount, wayPx) => {
  const at = labels(stepCount, wayPx).map(([step]) => (Number(step) / (stepCount - 1)) * wayPx);
  expect(at.length).toBeGreaterThanOrEqual(2);
  expect(Math.min(...at.slice(1).map((x, index) => x - (at[index] ?? 0)))).toBeGreaterThanOrEqual(28);
  expect(frameTicks({ stepCount, wayPx }).length).toBeLessThanOrEqual(wayPx / 5 + 2);
});

test('an empty sequence has no ticks, a single frame has one', () => {
  expect(frameTicks({ stepCount: 0, wayPx: 1_000 })).toEqual([]);
  expect(labels(1, 1_000)).toEqual([[0, '1']]);
});

test('times are round and as dense as their words allow', () => {
  expect(timeTicks({ durationMs: 29_900, wayPx: 1_264 })).toEqual(Array.from({ length: 15 }, (_, index) => index * 2_000));
  expect(timeTicks({ durationMs: 900, wayPx: 1_264 })).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  expect(timeTicks({ durationMs: 0, wayPx: 1_264 })).toEqual([0]);
  expect(timeTicks({ durationMs: 86_400_000, wayPx: 300 }).length).toBeLessThanOrEqual(6);
});

test('time reads as people write it', () => {
  expect([0, 13_433, 59_960, 3_723_400].map((timeMs) => formatTime(timeMs))).toEqual(['0:00.0', '0:13.4', '1:00.0', '1:02:03.4']);
  expect(formatTime(62_000, 0)).toBe('1:02');
});

test('runs cover all steps once, and neighbours differ', () => {
  const states = ['a', 'a', 'b', 'a', 'a'];
  expect(runLengths(5, (index) => states[index] ?? '')).toEqual([
    { start: 0, end: 2, value: 'a' },
    { start: 2, end: 3, value: 'b' },
    { start: 3, end: 5, value: 'a' },
  ]);
  expect(runLengths(0, () => 'a')).toEqual([]);
});

test('each step is found again at its own place, and beyond the ends lie the first and the last', () => {
  const scale = { width: 1_280, stepCount: 300 };
  for (let step = 0; step < 300; step += 1) expect(stepAtX(scale, xOfStep(scale, step))).toBe(step);
  expect([stepAtX(scale, -50), stepAtX(scale, 5_000)]).toEqual([0, 299]);
  expect([edgeOfStep(scale, 0), edgeOfStep(scale, 300)]).toEqual([8, 1_272]);
  expect(stepAtX({ width: 1_280, stepCount: 1 }, 900)).toBe(0);
});

test('rows get thinner before the timeline gets higher than a hundred pixels or so', () => {
  expect(timelineRows(3).rowPitch).toBe(8);
  expect(timelineRows(16)).toMatchObject({ rowPitch: 4, rowHeight: 3 });
  expect(timelineRows(16).height).toBeLessThan(110);
  const rows = timelineRows(3);
  expect([rows.rowsTop - 1, rows.rowsTop, rows.rowsTop + 8, rows.rowsTop + 24].map((y) => rowAtY(rows, 3, y))).toEqual([null, 0, 1, null]);
});

test('the nearest picture is the step’s own, then the earlier of two equally near, however far away', () => {
  expect(nearestStep(10, 100, () => true)).toBe(10);
  expect(nearestStep(10, 100, (step) => step !== 10)).toBe(9);
  expect(nearestStep(0, 100, (step) => step === 3)).toBe(3);
  expect(nearestStep(10, 2_000, (step) => step === 1_999)).toBe(1_999);
  expect(nearestStep(1_999, 2_000, (step) => step === 0)).toBe(0);
  expect(nearestStep(10, 100, () => false)).toBeNull();
});
