import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../../../../renderer/decode/point-cloud/parse-number.ts';

const parse = (text: string) => {
  const bytes = new TextEncoder().encode(`9${text}9`);
  return parseNumber(bytes, 1, bytes.length - 1);
};

test('gives exactly the number that the language itself reads', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parse(String(value))).toBe(Number(String(value)));
    }),
    { numRuns: 5_000 },
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.nat(20), (value, digits) => {
      expect(parse(value.toFixed(digits))).toBe(Number(value.toFixed(digits)));
      expect(parse(value.toExponential(digits))).toBe(Number(value.toExponential(digits)));
    }),
    { numRuns: 5_000 },
  );
});

test.each(['0', '-0', '+7', '.5', '5.', '-.25e+3', '1E5', '1e-400', '1e400', '9007199254740993', '0.1', `0.${'1'.repeat(60)}`])('reads %s', (text) => {
  expect(parse(text)).toBe(Number(text));
});

test.each(['nan', 'NaN', '-nan', 'NAN', 'nan(0x8)'])('reads %s as not a number', (text) => {
  expect(parse(text)).toBeNaN();
});

test.each([
  ['inf', Infinity],
  ['-Infinity', -Infinity],
])('reads %s', (text, value) => {
  expect(parse(text)).toBe(value);
});

test.each(['', '-', '.', 'e5', '1e', '1e+', '1,5', '0x10', '1.2.3', 'five', '--1', 'nano', '1'.repeat(500)])('refuses %j', (text) => {
  expect(parse(text)).toBeNull();
});
