import { describe, expect, test } from 'vitest';
import type { PlayerCommand } from '../../../../renderer/playback/player-command.ts';
import { Transport } from '../../../../renderer/playback/transport.ts';

/** A transport on a sequence of 20 steps that was given these commands. */
function given(...commands: PlayerCommand[]): Transport {
  const transport = new Transport(0);
  transport.setLength(20, true);
  for (const command of commands) transport.apply(command);
  return transport;
}

const seek = (step: number) => ({ type: 'seek', step }) as const;
const setIn = (step: number | null) => ({ type: 'set-in', step }) as const;
const setOut = (step: number | null) => ({ type: 'set-out', step }) as const;
const shuttle = (by: 1 | -1 | 0) => ({ type: 'shuttle', by }) as const;
const play = { type: 'play' } as const;

describe('the shuttle', () => {
  test('plays, then doubles the rate up to eight', () => {
    const transport = given(shuttle(1));
    const rates = [transport.rate];
    for (let press = 0; press < 4; press += 1) {
      transport.apply(shuttle(1));
      rates.push(transport.rate);
    }
    expect(rates).toEqual([1, 2, 4, 8, 8]);
    expect(transport).toMatchObject({ isRunning: true, direction: 1 });
  });

  test('the other way halves the rate down to one, then turns', () => {
    const transport = given(seek(10), shuttle(1), shuttle(1), shuttle(1));
    const course: [number, number][] = [];
    for (let press = 0; press < 4; press += 1) {
      transport.apply(shuttle(-1));
      course.push([transport.rate, transport.direction]);
    }
    expect(course).toEqual([
      [2, 1],
      [1, 1],
      [1, -1],
      [2, -1],
    ]);
  });

  test('K pauses and returns to rate one', () => {
    expect(given(seek(10), shuttle(-1), shuttle(-1), shuttle(0))).toMatchObject({ isRunning: false, rate: 1, direction: -1, step: 10 });
  });

  test('backward from the first step begins at the last', () => {
    expect(given(shuttle(-1))).toMatchObject({ isRunning: true, step: 19, direction: -1 });
  });
});

describe('in and out points', () => {
  test('an in point after the out point clears that one, and the other way round', () => {
    expect(given(setIn(2), setOut(8), setIn(12))).toMatchObject({ inStep: 12, outStep: null });
    expect(given(setIn(5), setOut(8), setOut(3))).toMatchObject({ inStep: null, outStep: 3 });
    expect(given(setIn(5), setOut(5))).toMatchObject({ inStep: 5, outStep: 5 });
    expect(given(setIn(5), setOut(8), setIn(null))).toMatchObject({ inStep: null, outStep: 8 });
  });

  test('stay within a sequence that turns out shorter', () => {
    const transport = given(setIn(5), setOut(18));
    transport.setLength(10, true);
    expect(transport).toMatchObject({ inStep: 5, outStep: 9 });
  });

  test.each([
    [10, 'next-mark', 15],
    [15, 'next-mark', 19],
    [19, 'next-mark', 19],
    [10, 'previous-mark', 5],
    [5, 'previous-mark', 0],
    [0, 'previous-mark', 0],
    [10, 'in', 5],
    [10, 'out', 15],
    [10, 'start', 0],
    [10, 'end', 19],
  ] as const)('from %d, a jump to %s leads to %d', (from, to, expected) => {
    expect(given(setIn(5), setOut(15), seek(from), { type: 'jump', to }).step).toBe(expected);
  });

  test('bound playing only on their loop; playing from outside begins at the end it comes from', () => {
    const marks = [setIn(5), setOut(8)];
    expect(given(...marks, seek(8), play).next).toEqual({ step: 9, direction: 1 });
    expect(given(...marks, seek(8), { type: 'set-loop', loop: 'in-out' }, play).next).toEqual({ step: 5, direction: 1 });
    expect(given(...marks, seek(12), { type: 'set-loop', loop: 'in-out' }, play).step).toBe(5);
    expect(given(...marks, { type: 'set-loop', loop: 'in-out' }, { type: 'set-direction', direction: -1 }, play).step).toBe(8);
  });
});

describe('stepping and rates', () => {
  test('a step that is no number leads nowhere, and one beyond the sequence to its end', () => {
    expect(given(seek(7), seek(NaN)).step).toBe(7);
    expect(given(seek(Infinity)).step).toBe(19);
  });

  test('stepping stops at the ends, on a loop as well', () => {
    const loop = { type: 'set-loop', loop: 'all' } as const;
    expect(given(loop, seek(19), { type: 'step', by: 1 }).step).toBe(19);
    expect(given(loop, { type: 'step', by: -1 }).step).toBe(0);
  });

  test('rates stay between a tenth and eight', () => {
    expect(given({ type: 'set-rate', rate: 100 }).rate).toBe(8);
    expect(given({ type: 'set-rate', rate: 0 }).rate).toBe(0.1);
  });
});

describe('scrubbing', () => {
  const [begin, end] = [{ type: 'begin-scrub' }, { type: 'end-scrub' }] as const;

  test('rests playing and lets it go on at the release', () => {
    const transport = given(play, begin, { type: 'scrub', step: 7 });
    expect(transport.isRunning).toBe(false);
    transport.apply(end);
    expect(transport).toMatchObject({ isRunning: true, step: 7 });
  });

  test('starts nothing that did not play', () => {
    expect(given(begin, end).isRunning).toBe(false);
  });

  test('a release at the end of the sequence leaves nothing to play', () => {
    expect(given(play, begin, { type: 'scrub', step: 19 }, end).isRunning).toBe(false);
  });

  test('over the end and back again still plays on', () => {
    expect(given(play, begin, { type: 'scrub', step: 19 }, { type: 'scrub', step: 4 }, end).isRunning).toBe(true);
  });
});
