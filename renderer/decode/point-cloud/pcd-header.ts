import type { Pose } from '../../../preload/contract/model.ts';
import { PointCloudError } from './point-cloud-error.ts';

/** One entry of FIELDS with its SIZE, TYPE and COUNT: `count` values of `sizeBytes` each for every point. */
export interface PcdField {
  readonly name: string;
  readonly sizeBytes: 1 | 2 | 4 | 8;
  readonly type: 'I' | 'U' | 'F';
  readonly count: number;
}

/** What a PCD file says of itself, checked for being possible but not yet against its data. */
export interface PcdHeader {
  readonly fields: readonly PcdField[];
  readonly pointCount: number;
  readonly encoding: 'ascii' | 'binary' | 'binary_compressed';
  readonly viewpoint: Pose | null;
  /** Where the points start. */
  readonly dataOffset: number;
  readonly warnings: readonly string[];
}

/** Headers are some hundred bytes; a file that has none must not be searched to its end. */
const longestHeaderBytes = 1_048_576;
const largestElementCount = 65_536;

const fail = (what: string) => new PointCloudError(`This PCD file's header ${what}. Export the file again.`);

/**
 * Reads a PCD header (pointclouds.org, "The PCD (Point Cloud Data) file format", versions 0.5 to 0.7): lines of a keyword
 * and its values, ended by DATA. Throws `PointCloudError` on one that contradicts itself.
 */
export function readPcdHeader(bytes: Uint8Array): PcdHeader {
  const { lines, dataOffset } = splitHeader(bytes);
  const values = (keyword: string) => lines.get(keyword) ?? [];
  const encoding = values('DATA')[0]?.toLowerCase();
  if (encoding !== 'ascii' && encoding !== 'binary' && encoding !== 'binary_compressed') {
    throw fail('does not say whether its data are ascii, binary or binary_compressed');
  }
  const warnings: string[] = [];
  const fields = readFields(lines);
  const pointCount = readPointCount(values('POINTS')[0], values('WIDTH')[0], values('HEIGHT')[0], warnings);
  return { fields, pointCount, encoding, viewpoint: readViewpoint(values('VIEWPOINT')), dataOffset, warnings };
}

const decoder = new TextDecoder();

/** The header's lines by keyword, and where the data start: after the line break of the DATA line. */
function splitHeader(bytes: Uint8Array): { lines: Map<string, string[]>; dataOffset: number } {
  const { end, dataOffset } = findEnd(bytes);
  const lines = new Map<string, string[]>();
  for (const line of decoder.decode(bytes.subarray(0, end)).split(/[\r\n]+/)) {
    const words = line.trim().split(/\s+/);
    const keyword = words.shift() ?? '';
    // Only a leading # makes a comment: field names may hold one.
    if (!keyword.startsWith('#')) lines.set(keyword.toUpperCase(), words);
  }
  return { lines, dataOffset };
}

/** Where the DATA line, the header's last, and its line break end. */
function findEnd(bytes: Uint8Array): { end: number; dataOffset: number } {
  const longest = Math.min(bytes.length, longestHeaderBytes);
  let start = 0;
  while (start < longest) {
    let end = start;
    while (end < longest && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    const isCrLf = bytes[end] === 0x0d && bytes[end + 1] === 0x0a;
    const next = end + (isCrLf ? 2 : 1);
    if (isDataLine(bytes, start, end)) return { end, dataOffset: Math.min(next, bytes.length) };
    start = next;
  }
  throw fail('has no DATA line, so that its points cannot be found');
}

/** Looks at bytes, because the other lines are read when they are all there: sweeps come ten a second, and each has a header. */
function isDataLine(bytes: Uint8Array, start: number, end: number): boolean {
  const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  const isNamed = [0x64, 0x61, 0x74, 0x61].every((letter, i) => ((bytes[at + i] ?? 0) | 0x20) === letter);
  return isNamed && (at + 4 === end || (at + 4 < end && isBlank(bytes[at + 4])));
}

function readFields(lines: Map<string, string[]>): PcdField[] {
  // COLUMNS is what version 0.5 called FIELDS.
  const names = lines.get('FIELDS') ?? lines.get('COLUMNS') ?? [];
  const sizes = lines.get('SIZE');
  const types = lines.get('TYPE');
  const counts = lines.get('COUNT');
  if (names.length === 0) throw fail('names no fields');
  for (const [keyword, list] of [['SIZE', sizes], ['TYPE', types], ['COUNT', counts]] as const) {
    const isMissing = list === undefined && keyword !== 'COUNT';
    if (isMissing || (list !== undefined && list.length !== names.length)) {
      throw fail(`names ${names.length} fields but gives ${list?.length ?? 0} values for ${keyword}`);
    }
  }
  const fields = names.map((name, i) => readField(name, sizes?.[i], types?.[i], counts === undefined ? '1' : counts[i]));
  if (fields.reduce((sum, field) => sum + field.count, 0) > largestElementCount) throw fail('claims too many values per point');
  return fields;
}

const sizesByText: ReadonlyMap<string | undefined, PcdField['sizeBytes']> = new Map([['1', 1], ['2', 2], ['4', 4], ['8', 8]]);
const kindsByText: ReadonlyMap<string | undefined, PcdField['type']> = new Map([['I', 'I'], ['U', 'U'], ['F', 'F']]);

function readField(name: string, size: string | undefined, type: string | undefined, count: string | undefined): PcdField {
  const sizeBytes = sizesByText.get(size);
  const kind = kindsByText.get(type?.toUpperCase());
  const elements = readCount(count);
  if (sizeBytes === undefined || kind === undefined || (kind === 'F' && sizeBytes < 4)) {
    throw fail(`gives the field "${name}" a type that PCD does not have`);
  }
  if (elements === null) throw fail(`gives the field "${name}" a COUNT that is not a whole number`);
  return { name, sizeBytes, type: kind, count: elements };
}

function readPointCount(points: string | undefined, width: string | undefined, height: string | undefined, warnings: string[]): number {
  const claimed = points === undefined ? null : readCount(points);
  const columns = readCount(width);
  const rows = height === undefined ? 1 : readCount(height);
  const area = columns === null || rows === null ? null : columns * rows;
  if (points !== undefined && claimed === null) throw fail('gives a number of points that is not a whole number');
  const pointCount = claimed ?? area;
  if (pointCount === null || !Number.isSafeInteger(pointCount)) throw fail('does not say how many points there are');
  if (area !== null && area !== pointCount) {
    warnings.push(`The header says ${pointCount} points but a width and height for ${area}; the number of points was taken.`);
  }
  return pointCount;
}

/** A whole number of at least zero, or null. */
function readCount(text: string | undefined): number | null {
  const value = text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

/** VIEWPOINT is `tx ty tz qw qx qy qz`; null when it is absent, not finite, or says nothing (no move, no turn). */
function readViewpoint(values: readonly string[]): Pose | null {
  const [x, y, z, qw, qx, qy, qz] = values.map(Number);
  if (x === undefined || y === undefined || z === undefined) return null;
  if (qw === undefined || qx === undefined || qy === undefined || qz === undefined) return null;
  const length = Math.hypot(qw, qx, qy, qz);
  if (!Number.isFinite(x + y + z + length) || length === 0) return null;
  const isIdentity = x === 0 && y === 0 && z === 0 && qx === 0 && qy === 0 && qz === 0;
  if (isIdentity) return null;
  return { translation: [x, y, z], rotation: [qx / length, qy / length, qz / length, qw / length] };
}
