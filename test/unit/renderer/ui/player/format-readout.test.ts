import { expect, test } from 'vitest';
import { formatReadout } from '../../../../../renderer/ui/player/format-readout.ts';

test('the readout counts frames from one', () => {
  expect(formatReadout(0, 150)).toBe('Frame 1 of 150');
  expect(formatReadout(149, 150)).toBe('Frame 150 of 150');
});

test('without frames there is nothing to count', () => {
  expect(formatReadout(0, 0)).toBe('No frames');
});
