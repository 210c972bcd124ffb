/*
 * Powers of ten that float64 holds exactly. A mantissa below 2^53 times or over one of these is rounded once and so is
 * the nearest float64, as `Number` gives it (W. D. Clinger, "How to read floating point numbers accurately", 1990).
 */
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactMantissaDigits = 15;
/** Longer "numbers" are taken for garbage rather than made a string. */
const longestNumber = 400;

const digitZero = 0x30;

/**
 * The number that the bytes `start` to `end` of an ASCII text spell: the same float64 as `Number(text)`, or NaN, but
 * without making a string in the usual case. Reads `nan` and `inf` in every spelling that C's printf has.
 * Null when they spell no number.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number | null {
  let at = start;
  const sign = bytes[at];
  if (sign === 0x2d || sign === 0x2b) at++;
  let mantissa = 0;
  let digits = 0;
  let exponent = 0;
  let hasPoint = false;
  let hasDigit = false;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - digitZero;
    if (digit >= 0 && digit <= 9) {
      hasDigit = true;
      mantissa = mantissa * 10 + digit;
      if (mantissa !== 0) digits++;
      if (hasPoint) exponent--;
    } else if (byte === 0x2e && !hasPoint) {
      hasPoint = true;
    } else break;
  }
  if (!hasDigit) return parseWord(bytes, start, end);
  if (at < end) {
    const written = parseExponent(bytes, at, end);
    if (written === null) return null;
    exponent += written;
  }
  if (digits > exactMantissaDigits || exponent < -22 || exponent > 22) return parseSlowly(bytes, start, end);
  const power = exactPowers[Math.abs(exponent)] ?? 1;
  const magnitude = exponent < 0 ? mantissa / power : mantissa * power;
  return sign === 0x2d ? -magnitude : magnitude;
}

/** The `e…` part, or null when it is something else. */
function parseExponent(bytes: Uint8Array, start: number, end: number): number | null {
  if (((bytes[start] ?? 0) | 0x20) !== 0x65) return null;
  const sign = bytes[start + 1];
  let at = start + (sign === 0x2d || sign === 0x2b ? 2 : 1);
  if (at >= end) return null;
  let exponent = 0;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - digitZero;
    if (digit < 0 || digit > 9) return null;
    // Held where every result is zero or infinite anyway, so that a long exponent stays a number.
    exponent = Math.min(exponent * 10 + digit, 100_000);
  }
  return sign === 0x2d ? -exponent : exponent;
}

const textOf = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));

function parseSlowly(bytes: Uint8Array, start: number, end: number): number | null {
  return end - start > longestNumber ? null : Number(textOf(bytes, start, end));
}

function parseWord(bytes: Uint8Array, start: number, end: number): number | null {
  if (end - start > 32) return null;
  const match = /^([+-]?)(?:(nan)(?:\(.*\))?|inf(?:inity)?)$/i.exec(textOf(bytes, start, end));
  if (match === null) return null;
  if (match[2] !== undefined) return Number.NaN;
  return match[1] === '-' ? -Infinity : Infinity;
}
