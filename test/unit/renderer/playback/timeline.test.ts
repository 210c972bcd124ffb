import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncMode } from '../../../../renderer/playback/sync-mode.ts';
import { Timeline } from '../../../../renderer/playback/timeline.ts';
import { usableTimestamps } from '../../../../renderer/playback/view-track.ts';
import { track } from './player-setup.ts';

const options = { baseRateHz: 10, atLeastSteps: 0 };
const every = (count: number, intervalMs: number, startMs = 0) => Array.from({ length: count }, (_, index) => startMs + index * intervalMs);

describe('without timestamps', () => {
  test('there are as many steps as the longest view has frames, each at its own index', () => {
    const timeline = new Timeline([track('short', 3), track('long', 5)], options);
    expect(timeline.stepCount).toBe(5);
    expect([0, 1, 2, 3, 4].map((step) => timeline.frameIndexAt('short', step))).toEqual([0, 1, 2, null, null]);
    expect(timeline.frameIndexAt('long', 4)).toBe(4);
    expect(timeline.measuredRateHz).toBeNull();
  });

  test('the base rate sets the time of each step, and every step begins at its own time', () => {
    const timeline = new Timeline([track('a', 100)], { baseRateHz: 30, atLeastSteps: 0 });
    for (let step = 0; step < 100; step += 1) expect(timeline.stepAtTime(timeline.timeOfStep(step))).toBe(step);
    expect(timeline.timeOfStep(3)).toBeCloseTo(100, 9);
    expect(timeline.stepAtTime(99)).toBe(2);
    expect(timeline.stepAtTime(-1)).toBe(0);
    expect(timeline.stepAtTime(1e9)).toBe(99);
  });

  test('a claimed length keeps room for frames that are not known yet', () => {
    const timeline = new Timeline([track('a', 3)], { baseRateHz: 10, atLeastSteps: 8 });
    expect(timeline.stepCount).toBe(8);
    expect(timeline.frameIndexAt('a', 7)).toBeNull();
    expect(timeline.timeOfStep(7)).toBe(700);
  });
});

describe('with timestamps', () => {
  const camera = track('camera', 10, every(10, 100, 5_000));

  test('the rate is measured by the median interval, so that one gap does not bend it', () => {
    const gap = track('gap', 5, [0, 50, 100, 900, 950]);
    expect(new Timeline([gap], options).measuredRateHz).toBe(20);
  });

  test('steps lie at the reference view’s own times', () => {
    const timeline = new Timeline([track('gap', 4, [1_000, 1_050, 1_400, 1_450])], options);
    expect([0, 1, 2, 3].map((step) => timeline.timeOfStep(step))).toEqual([0, 50, 400, 450]);
    expect(timeline.stepAtTime(399)).toBe(1);
    expect(timeline.stepAtTime(400)).toBe(2);
  });

  test('a slower view shows its nearest frame at every step', () => {
    const lidar = track('lidar', 4, [5_000, 5_250, 5_500, 5_750]);
    const timeline = new Timeline([lidar, camera], options);
    expect(every(10, 1).map((step) => timeline.frameIndexAt('lidar', step))).toEqual([0, 0, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(timeline.stepsOfFrame('lidar', 2)).toEqual([4, 6]);
  });

  test('a view that ends earlier has no frame once its last frame is over', () => {
    const short = track('short', 3, every(3, 100, 5_000));
    const timeline = new Timeline([camera, short], options);
    expect(every(6, 1).map((step) => timeline.frameIndexAt('short', step))).toEqual([0, 1, 2, null, null, null]);
  });

  test('a view without timestamps still matches by index', () => {
    const timeline = new Timeline([camera, track('untimed', 10)], options);
    expect(timeline.frameIndexAt('untimed', 7)).toBe(7);
  });

  test('timestamps that are missing, equal or step back are not used', () => {
    expect(usableTimestamps([1, 2, null])).toBeNull();
    expect(usableTimestamps([1, 1])).toBeNull();
    expect(usableTimestamps([2, 1])).toBeNull();
    expect(usableTimestamps([])).toBeNull();
    expect(usableTimestamps([1, 2, 4])).toEqual([1, 2, 4]);
  });

  test('the frame of a step is never farther in time than any other frame of the view', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 40, size: 'max' })
      .map((values) => values.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, (first, second) => {
        const tracks = [track('first', first.length, first), track('second', second.length, second)];
        const timeline = new Timeline(tracks, options);
        const [reference, other, otherKey] = second.length > first.length ? [second, first, 'first'] : [first, second, 'second'];
        for (const [step, stepMs] of reference.entries()) {
          const frameIndex = timeline.frameIndexAt(otherKey, step);
          if (frameIndex === null) continue;
          const nearestMs = Math.min(...other.map((time) => Math.abs(time - stepMs)));
          expect(Math.abs((other[frameIndex] ?? NaN) - stepMs)).toBe(nearestMs);
        }
      }),
    );
  });
});

describe('how views are put in step', () => {
  const camera = track('camera', 6, every(6, 100));
  /** Left out: the frame at 300. The others are late by 30 ms. */
  const late = track('late', 5, [30, 130, 230, 430, 530]);
  const frames = (sync: SyncMode, view = late) => {
    const timeline = new Timeline([camera, view], { ...options, sync });
    return every(6, 1).map((step) => timeline.frameIndexAt(view.key, step));
  };

  test('nearest, by itself, bears the lateness and does not fill the gap with a neighbour', () => {
    expect(frames({ kind: 'nearest', toleranceMs: null })).toEqual([0, 1, 2, 2, 3, 4]);
    const gap = track('gap', 5, [0, 100, 200, 400, 500]);
    expect(frames({ kind: 'nearest', toleranceMs: null }, gap)).toEqual([0, 1, 2, null, 3, 4]);
  });

  test('nearest within a tolerance leaves out what is farther, by a microsecond', () => {
    expect(frames({ kind: 'nearest', toleranceMs: 30 })).toEqual([0, 1, 2, null, 3, 4]);
    expect(frames({ kind: 'nearest', toleranceMs: 29.99 })).toEqual([null, null, null, null, null, null]);
  });

  test('latest never shows a frame of later than the step, and holds one over a gap', () => {
    expect(frames({ kind: 'latest' })).toEqual([null, 0, 1, 2, 2, 3]);
  });

  test('latest ends one of its own intervals after the view does', () => {
    expect(frames({ kind: 'latest' }, track('short', 3, every(3, 100)))).toEqual([0, 1, 2, 2, null, null]);
  });

  test('strict shows exactly what has the time of the step', () => {
    expect(frames({ kind: 'strict' }, track('some', 3, [100, 210, 500]))).toEqual([null, 0, null, null, null, 2]);
    expect(frames({ kind: 'strict' }, track('untimed', 3))).toEqual([0, 1, 2, null, null, null]);
  });

  test('skew is the time of the frame minus the time of the step, and unknown without timestamps', () => {
    const timeline = new Timeline([camera, late, track('untimed', 6)], { ...options, sync: { kind: 'latest' } });
    expect(every(6, 1).map((step) => timeline.skewMs('late', step))).toEqual([null, -70, -70, -70, -170, -70]);
    expect(timeline.skewMs('camera', 4)).toBe(0);
    expect(timeline.skewMs('untimed', 4)).toBeNull();
  });

  test('a view without a fitting frame says why', () => {
    const reason = (sync: SyncMode) => new Timeline([camera, track('gap', 2, [0, 500])], { ...options, sync }).reasonWithoutFrame('gap', 3);
    expect(reason({ kind: 'nearest', toleranceMs: 50 })).toBe('No frame within 50 ms.');
    expect(reason({ kind: 'strict' })).toBe('No frame of exactly this time.');
  });

  test('the steps of a frame are those that show it, and no other frame', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 30, size: 'max' }).map((values) => values.sort((a, b) => a - b));
    const modes = fc.constantFrom<SyncMode>({ kind: 'latest' }, { kind: 'strict' }, { kind: 'nearest', toleranceMs: null }, { kind: 'nearest', toleranceMs: 40 });
    fc.assert(
      fc.property(times, times, modes, (first, second, sync) => {
        const timeline = new Timeline([track('first', first.length, first), track('second', second.length, second)], { ...options, sync });
        for (const [viewKey, { length }] of [['first', first] as const, ['second', second] as const]) {
          for (let frameIndex = 0; frameIndex < length; frameIndex += 1) {
            const steps = every(timeline.stepCount, 1).filter((step) => timeline.frameIndexAt(viewKey, step) === frameIndex);
            const [from, to] = [steps[0], steps.at(-1)];
            expect(timeline.stepsOfFrame(viewKey, frameIndex)).toEqual(from === undefined ? null : [from, to]);
          }
        }
      }),
    );
  });
});
