import { tooFewVertices } from './ply-binary.ts';
import type { PlyElement } from './ply-header.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import type { TextCursor } from './text-cursor.ts';

/** Values that are parsed before they are handed on. */
const chunkValues = 65_536;

/** Passes the lines of an element that is not wanted; stops at the end of the text. */
export function skipTextElement(cursor: TextCursor, { count, properties }: PlyElement): void {
  if (properties.length === 0) return;
  for (let row = 0; row < count && cursor.toLine(); row++) cursor.skipLine();
}

/**
 * Parses the single numbers of vertices in text, one vertex a line, some thousand at a time; `sink` takes the values of
 * `rowCount` of them, and the array is used again. Throws `PointCloudError` when a line does not have its numbers or there
 * are too few.
 */
export function parseVertices(
  cursor: TextCursor,
  vertex: PlyElement,
  sink: (values: Float64Array<ArrayBuffer>, rowCount: number) => void,
): void {
  const { count, properties } = vertex;
  const columnCount = properties.filter(({ listLength }) => listLength === null).length;
  const chunkRows = Math.max(1, Math.min(count, Math.ceil(chunkValues / columnCount)));
  const values = new Float64Array(chunkRows * columnCount);
  for (let done = 0; done < count; done += chunkRows) {
    const rowCount = Math.min(chunkRows, count - done);
    let to = 0;
    for (let row = 0; row < rowCount; row++) {
      if (!cursor.toLine()) throw tooFewVertices(count, done + row);
      for (const property of properties) {
        const value = property.listLength === null ? cursor.number() : skipList(cursor);
        if (value === null) throw badLine(done + row, vertex);
        if (property.listLength === null) values[to++] = value;
      }
      cursor.skipLine();
    }
    sink(values, rowCount);
  }
}

/** Null when the list is not whole. */
function skipList(cursor: TextCursor): number | null {
  const length = cursor.number();
  if (length === null) return null;
  for (let k = 0; k < length; k++) if (cursor.number() === null) return null;
  return length;
}

function badLine(row: number, { count, properties }: PlyElement): PointCloudError {
  return new PointCloudError(
    `Point ${formatCount(row + 1)} of ${formatCount(count)} does not have the ${formatCount(properties.length)} properties that the ` +
      'header promises. The file is damaged or cut short: download or export it again.',
  );
}
