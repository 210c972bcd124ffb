import { expect, test } from 'vitest';
import { formatNumber, parseNumber } from '../../../../../renderer/ui/components/number-field.tsx';

test.each([
  ['12.5', 12.5],
  [' 12,5 ', 12.5],
  ['−3', -3],
  ['-3', -3],
  ['1e3', 1_000],
  ['', null],
  ['   ', null],
  ['12 m', null],
  ['Infinity', null],
])('“%s” typed is %s', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test('a number is shown without needless zeros, and read back as what it is', () => {
  expect(formatNumber(-2.5, 3)).toBe('−2.5');
  expect(formatNumber(0.1 + 0.2, 3)).toBe('0.3');
  expect(parseNumber(formatNumber(-1_234.56, 2))).toBe(-1_234.56);
});
