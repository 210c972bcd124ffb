import { expect, test } from 'vitest';
import { formatReadout, parseFrameNumber } from '../../../../../renderer/ui/player/format-readout.ts';

test('the readout counts from 1', () => {
  expect(formatReadout(12, 150)).toBe('Frame 13 of 150');
  expect(formatReadout(0, 0)).toBe('No frames');
});

test.each([
  ['13', 12],
  [' 1 ', 0],
  ['0', 0],
  ['999', 149],
  ['', null],
  ['-3', null],
  ['1.5', null],
  ['last', null],
])('typing "%s" goes to step %s', (text, step) => {
  expect(parseFrameNumber(text, 150)).toBe(step);
});

test('in an empty sequence there is nowhere to go', () => {
  expect(parseFrameNumber('1', 0)).toBeNull();
});
