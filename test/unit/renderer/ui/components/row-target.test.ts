import { expect, it } from 'vitest';
import { rowTarget } from '../../../../../renderer/ui/components/row-target.ts';

it.each([
  ['ArrowDown', 5, 6],
  ['ArrowUp', 5, 4],
  ['PageDown', 5, 15],
  ['PageUp', 25, 15],
  ['Home', 5, 0],
  ['End', 5, 99],
])('%s goes from row %i of a hundred to row %i', (key, from, to) => {
  expect(rowTarget(key, from, 100, 10)).toBe(to);
});

it.each([
  ['ArrowDown', 99, 99],
  ['PageDown', 95, 99],
  ['ArrowUp', 0, 0],
  ['PageUp', 3, 0],
])('%s at row %i stays within the list, at row %i', (key, from, to) => {
  expect(rowTarget(key, from, 100, 10)).toBe(to);
});

it('begins at the first row when the keyboard is on none yet', () => {
  expect(rowTarget('ArrowDown', -1, 100, 10)).toBe(0);
});

it('moves nowhere for other keys, and in a list without rows', () => {
  expect(rowTarget('a', 5, 100, 10)).toBeNull();
  expect(rowTarget('End', -1, 0, 10)).toBeNull();
});
