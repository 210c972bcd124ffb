import { fieldOf, toNumber } from '../wire-values.ts';

/** Exactly `count` finite numbers from a list of them or a list of rows; null for anything else. */
export function readNumbers(value: unknown, count: number): number[] | null {
  if (!Array.isArray(value) || value.length > count) return null;
  const flat = value.flat();
  const numbers = flat.filter((entry): entry is number => typeof entry === 'number' && Number.isFinite(entry));
  return numbers.length === count && flat.length === count ? numbers : null;
}

/** The numbers of an array, or of an object's fields of those names; null unless all are there. */
export function readParts(value: unknown, names: readonly string[]): number[] | null {
  if (Array.isArray(value)) return readNumbers(value, names.length);
  const parts = names.map((name) => toNumber(fieldOf(value, name))).filter((part) => part !== null);
  return parts.length === names.length ? parts : null;
}

/** A pinhole camera's numbers, in pixels. */
export interface PinholeIntrinsics {
  fx: number;
  fy: number;
  cx: number;
  cy: number;
}

/** Skew that a calibration may have without a point moving by more than about that many pixels. */
const maxSkewPx = 1;

/** Reads a row-major 3×3 matrix [fx s cx; 0 fy cy; 0 0 1]; null when it is no such one, or has a skew that we cannot draw. */
export function readIntrinsicMatrix(values: readonly number[]): PinholeIntrinsics | null {
  const [fx = 0, skew = 0, cx = 0, lower = 0, fy = 0, cy = 0, zero = 0, zeroToo = 0, one = 0] = values;
  if (values.length !== 9 || fx <= 0 || fy <= 0 || one <= 0) return null;
  if (Math.abs(skew / one) > maxSkewPx || lower !== 0 || zero !== 0 || zeroToo !== 0) return null;
  return { fx: fx / one, fy: fy / one, cx: cx / one, cy: cy / one };
}
