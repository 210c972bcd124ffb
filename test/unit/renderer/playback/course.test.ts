import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceOnCourse, nextOnCourse, stepsAround, type Course, type CoursePosition } from '../../../../renderer/playback/course.ts';

/** The steps that playing comes to from here, at most `count`. */
function walk(from: CoursePosition, course: Course, count: number): number[] {
  const steps: number[] = [];
  let at: CoursePosition | null = from;
  while (steps.length < count) {
    at = nextOnCourse(at, course);
    if (at === null) break;
    steps.push(at.step);
  }
  return steps;
}

describe('playing on', () => {
  const stop: Course = { first: 0, last: 3, atEnd: 'stop' };

  test('stops at the end it goes towards', () => {
    expect(walk({ step: 1, direction: 1 }, stop, 9)).toEqual([2, 3]);
    expect(walk({ step: 2, direction: -1 }, stop, 9)).toEqual([1, 0]);
  });

  test('wraps to the end it comes from', () => {
    const wrap: Course = { first: 4, last: 6, atEnd: 'wrap' };
    expect(walk({ step: 5, direction: 1 }, wrap, 5)).toEqual([6, 4, 5, 6, 4]);
    expect(walk({ step: 5, direction: -1 }, wrap, 5)).toEqual([4, 6, 5, 4, 6]);
  });

  test('turns at the ends and shows them once', () => {
    const turn: Course = { first: 4, last: 6, atEnd: 'turn' };
    expect(walk({ step: 5, direction: 1 }, turn, 8)).toEqual([6, 5, 4, 5, 6, 5, 4, 5]);
  });

  test('goes to the course from outside of it', () => {
    const wrap: Course = { first: 4, last: 6, atEnd: 'wrap' };
    expect(walk({ step: 0, direction: 1 }, wrap, 2)).toEqual([4, 5]);
    expect(walk({ step: 9, direction: -1 }, wrap, 2)).toEqual([6, 5]);
  });

  test.each(['stop', 'wrap', 'turn'] as const)('goes nowhere on a course of one step, or of none (%s)', (atEnd) => {
    expect(nextOnCourse({ step: 4, direction: 1 }, { first: 4, last: 4, atEnd })).toBeNull();
    expect(nextOnCourse({ step: 0, direction: 1 }, { first: 0, last: -1, atEnd })).toBeNull();
  });
});

describe('what is near', () => {
  test('a step behind is worth one three times as far ahead, whichever way ahead is', () => {
    const course: Course = { first: 0, last: 100, atEnd: 'stop' };
    expect([...stepsAround({ step: 50, direction: 1 }, course, 101)].slice(0, 8)).toEqual([51, 52, 53, 49, 54, 55, 56, 48]);
    expect([...stepsAround({ step: 50, direction: -1 }, course, 101)].slice(0, 8)).toEqual([49, 48, 47, 51, 46, 45, 44, 52]);
  });

  test('on a loop, its beginning comes after its end and nothing lies outside', () => {
    const course: Course = { first: 10, last: 15, atEnd: 'wrap' };
    expect([...stepsAround({ step: 14, direction: 1 }, course, 100)]).toEqual([15, 10, 11, 13, 12]);
    expect(distanceOnCourse(9, { step: 14, direction: 1 }, course)).toBeGreaterThan(distanceOnCourse(13, { step: 14, direction: 1 }, course));
  });

  test('from outside a loop, the whole sequence counts', () => {
    const course: Course = { first: 10, last: 15, atEnd: 'wrap' };
    expect([...stepsAround({ step: 2, direction: 1 }, course, 20)].slice(0, 4)).toEqual([3, 4, 5, 1]);
  });

  const courses = fc
    .record({ stepCount: fc.integer({ min: 1, max: 40 }), a: fc.nat(39), b: fc.nat(39), playhead: fc.nat(39) })
    .map(({ stepCount, a, b, playhead }) => ({
      stepCount,
      first: Math.min(a, b) % stepCount,
      last: Math.max(Math.min(a, b) % stepCount, Math.max(a, b) % stepCount),
      playhead: playhead % stepCount,
    }));

  test('every step of the course is named once, nearest first, by the measure that eviction goes by', () => {
    fc.assert(
      fc.property(courses, fc.constantFrom('stop', 'wrap', 'turn'), fc.constantFrom(1 as const, -1 as const), (given, atEnd, direction) => {
        const course = { first: given.first, last: given.last, atEnd } as const;
        const position = { step: given.playhead, direction };
        const steps = [...stepsAround(position, course, given.stepCount)];
        const isOn = given.playhead >= course.first && given.playhead <= course.last;
        const [first, last] = isOn ? [course.first, course.last] : [0, given.stepCount - 1];
        const all = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((step) => step !== given.playhead);
        expect(steps.toSorted((a, b) => a - b)).toEqual(all);
        const distances = steps.map((step) => distanceOnCourse(step, position, course));
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      }),
    );
  });

  test('on a loop, a step ahead is never farther than the way that playing takes to it', () => {
    fc.assert(
      fc.property(courses, fc.constantFrom('wrap', 'turn'), fc.constantFrom(1 as const, -1 as const), (given, atEnd, direction) => {
        const course = { first: given.first, last: given.last, atEnd } as const;
        const position = { step: given.playhead, direction };
        if (given.playhead < course.first || given.playhead > course.last) return;
        for (const [index, step] of walk(position, course, 80).entries()) {
          expect(distanceOnCourse(step, position, course)).toBeLessThanOrEqual(index + 1);
        }
      }),
    );
  });
});
