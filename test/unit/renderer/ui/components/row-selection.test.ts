import { expect, it } from 'vitest';
import { toggled, withRange } from '../../../../../renderer/ui/components/row-selection.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

it('takes one in and out again without changing the selection that it was given', () => {
  const before = new Set(['a']);
  expect([...toggled(before, 'b')]).toEqual(['a', 'b']);
  expect([...toggled(before, 'a')]).toEqual([]);
  expect([...before]).toEqual(['a']);
});

it('adds a range in either direction, with both its ends', () => {
  expect([...withRange(new Set(['e']), keys, 1, 3)]).toEqual(['e', 'b', 'c', 'd']);
  expect([...withRange(new Set(), keys, 2, 0)]).toEqual(['a', 'b', 'c']);
});
