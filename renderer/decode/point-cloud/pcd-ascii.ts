import { parseNumber } from './parse-number.ts';
import { isPackedColor, listElements, valuesPerPoint } from './pcd-elements.ts';
import type { PcdHeader } from './pcd-header.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** Values that are parsed before they are handed on. */
const chunkValues = 65_536;

/** Takes the values of `rowCount` points, one point after the other; the array is used again. */
export type RowsSink = (values: Float64Array<ArrayBuffer>, rowCount: number) => void;

/**
 * Parses the points of an ASCII PCD straight from its bytes, some thousand at a time: no string of the file is made.
 * `goesOn` says that there are lines beyond the promised points. Throws `PointCloudError` on a line that does not have its
 * values, and on too few lines, which `requireText` tells before anything is allocated for them.
 */
export function parsePcdText(header: PcdHeader, text: Uint8Array, sink: RowsSink): { goesOn: boolean } {
  const { pointCount } = header;
  const columnCount = valuesPerPoint(header.fields);
  const chunkRows = Math.min(pointCount, Math.ceil(chunkValues / columnCount));
  const values = new Float64Array(chunkRows * columnCount);
  const colors = listElements(header.fields).filter(({ field }) => isPackedColor(field));
  let at = 0;
  for (let done = 0; done < pointCount; done += chunkRows) {
    const rowCount = Math.min(chunkRows, pointCount - done);
    at = parseRows(text, at, values, { done, rowCount, columnCount, pointCount });
    for (const { field, index } of colors) packColors(values, index, columnCount, field.type === 'F');
    sink(values, rowCount);
  }
  return { goesOn: skipToLine(text, at) < text.length };
}

/** Every value takes two bytes of text at least. Throws `PointCloudError` when there is too little for the promised points. */
export function requireText(header: PcdHeader, columnCount: number, text: Uint8Array): void {
  if (header.pointCount * columnCount > (text.length + 1) / 2) throw tooShort(text, header.pointCount, columnCount);
}

interface Rows {
  /** Points before these. */
  readonly done: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly pointCount: number;
}

/** Gives where the rows end. */
function parseRows(text: Uint8Array, start: number, values: Float64Array, { done, rowCount, columnCount, pointCount }: Rows): number {
  let at = start;
  for (let row = 0; row < rowCount; row++) {
    at = skipToLine(text, at);
    if (at >= text.length) throw tooFew(pointCount, done + row);
    for (let column = 0; column < columnCount; column++) {
      while (at < text.length && text[at] !== newline && isBlank(text[at] ?? 0)) at++;
      const start = at;
      while (at < text.length && !isBlank(text[at] ?? 0)) at++;
      const value = start === at ? null : parseNumber(text, start, at);
      if (value === null) throw badLine(done + row, pointCount, columnCount);
      values[row * columnCount + column] = value;
    }
    while (at < text.length && text[at] !== newline && text[at] !== carriageReturn && isBlank(text[at] ?? 0)) at++;
    if (at < text.length && text[at] !== newline && text[at] !== carriageReturn) throw badLine(done + row, pointCount, columnCount);
  }
  return at;
}

/** Past blank lines and comments, to the first byte of a line with something on it, or to the end. */
function skipToLine(text: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    while (at < text.length && isBlank(text[at] ?? 0)) at++;
    if (text[at] !== 0x23) return at;
    while (at < text.length && text[at] !== newline && text[at] !== carriageReturn) at++;
  }
}

function countLines(text: Uint8Array): number {
  let count = 0;
  for (let at = skipToLine(text, 0); at < text.length; at = skipToLine(text, at)) {
    count++;
    while (at < text.length && text[at] !== newline && text[at] !== carriageReturn) at++;
  }
  return count;
}

/** Turns a colour column into uint32 values: a colour of type F is spelled as the float that has the same bits. */
function packColors(values: Float64Array, first: number, stride: number, isFloat: boolean): void {
  const asFloat = new Float32Array(1);
  const asBits = new Uint32Array(asFloat.buffer);
  for (let at = first; at < values.length; at += stride) {
    const value = values[at] ?? 0;
    asFloat[0] = value;
    values[at] = isFloat ? (asBits[0] ?? 0) : value >>> 0;
  }
}

function tooFew(promised: number, held: number): PointCloudError {
  return new PointCloudError(
    `The header promises ${formatCount(promised)} points, but the file holds ${formatCount(held)}. ` +
      'It is cut short or its header is wrong: download or export the file again.',
  );
}

/** For a text that is too short for its numbers, however they are spelled. */
function tooShort(text: Uint8Array, pointCount: number, columnCount: number): PointCloudError {
  const lineCount = countLines(text);
  if (lineCount < pointCount) return tooFew(pointCount, lineCount);
  return new PointCloudError(
    `The lines of this file do not have the ${columnCount} numbers each that the header promises. ` +
      'The file is damaged or its header is wrong: download or export it again.',
  );
}

function badLine(row: number, pointCount: number, columnCount: number): PointCloudError {
  return new PointCloudError(
    `Point ${formatCount(row + 1)} of ${formatCount(pointCount)} does not have the ${columnCount} numbers that the header ` +
      'promises. The file is damaged or cut short: download or export it again.',
  );
}
