import type { PlyElement, PlyProperty } from './ply-header.ts';
import { readListLength } from './ply-skip.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';

/** Bytes of rows that are packed before they are handed on. */
const chunkBytes = 262_144;

/** Takes a block of `rowCount` rows, packed and little-endian; it is used again. */
export type PackedSink = (rows: DataView, rowCount: number) => void;

/**
 * Packs binary vertices that do not lie as they are read, because they are big-endian or hold lists, some thousand at a
 * time: the single numbers one after the other, little-endian. Throws `PointCloudError` when the file ends before they do.
 */
export function packVertices(view: DataView, start: number, vertex: PlyElement, isLittleEndian: boolean, sink: PackedSink): void {
  const stride = vertex.properties.reduce((sum, { type, listLength }) => sum + (listLength === null ? scalarSize[type] : 0), 0);
  const chunkRows = Math.max(1, Math.min(vertex.count, Math.floor(chunkBytes / stride)));
  const rows = new DataView(new ArrayBuffer(chunkRows * stride));
  let at = start;
  for (let done = 0; done < vertex.count; done += chunkRows) {
    const rowCount = Math.min(chunkRows, vertex.count - done);
    let to = 0;
    for (let row = 0; row < rowCount; row++) {
      for (const property of vertex.properties) {
        const end = propertyEnd(view, at, property, isLittleEndian);
        if (end > view.byteLength) throw tooFewVertices(vertex.count, done + row);
        if (property.listLength === null) {
          copyScalar(view, at, rows, to, end - at, isLittleEndian);
          to += end - at;
        }
        at = end;
      }
    }
    sink(rows, rowCount);
  }
}

/** Beyond the view when the property is cut off. */
function propertyEnd(view: DataView, at: number, { type, listLength }: PlyProperty, isLittleEndian: boolean): number {
  if (listLength === null) return at + scalarSize[type];
  const first = at + scalarSize[listLength];
  return first > view.byteLength ? first : first + readListLength(view, at, listLength, isLittleEndian) * scalarSize[type];
}

function copyScalar(from: DataView, at: number, rows: DataView, to: number, size: number, isLittleEndian: boolean): void {
  if (size === 1) rows.setUint8(to, from.getUint8(at));
  else if (size === 2) rows.setUint16(to, from.getUint16(at, isLittleEndian), true);
  else if (size === 4) rows.setUint32(to, from.getUint32(at, isLittleEndian), true);
  else {
    rows.setUint32(to, from.getUint32(isLittleEndian ? at : at + 4, isLittleEndian), true);
    rows.setUint32(to + 4, from.getUint32(isLittleEndian ? at + 4 : at, isLittleEndian), true);
  }
}

/** For a file whose vertices are not all there. */
export function tooFewVertices(promised: number, held: number): PointCloudError {
  return new PointCloudError(
    `The header promises ${formatCount(promised)} points, but the file holds ${formatCount(held)}. ` +
      'It is cut short or its header is wrong: download or export the file again.',
  );
}
