import type { LasHeader } from './las-header.ts';
import { lasPointFormat, lasRecordSize } from './las-point-format.ts';
import type { LasRecord } from './las-records.ts';
import { PointCloudError } from './point-cloud-error.ts';

/** How the points of a LAZ file are compressed, as its LASzip record says. */
export interface LazItems {
  /** Points of every chunk but the last; null where the table counts the points of each. */
  readonly chunkSize: number | null;
  /** The attributes of a chunk lie one after the other, as in all LAZ 1.4 for point formats 6 and up. */
  readonly isLayered: boolean;
}

const headSize = 34;
const itemSize = 6;
const variableChunks = 0xffff_ffff;
/** Compressors: 2 codes point after point in chunks, 3 attribute after attribute in chunks. */
const pointwiseChunked = 2;
const layeredChunked = 3;
const firstLayeredFormat = 6;

/** Reads how a file is compressed and says what laz-perf cannot unpack. Throws `PointCloudError`. */
export function readLazItems(records: readonly LasRecord[], header: LasHeader): LazItems {
  const data = records.find(({ userId, recordId }) => userId === 'laszip encoded' && recordId === 22_204)?.data;
  if (data === undefined || data.byteLength < headSize) {
    throw new PointCloudError('The points are compressed, but the file does not say how: its LASzip record is missing. Download or export the file again.');
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (lasPointFormat(header.pointFormat).hasWavePackets) {
    throw new PointCloudError('The points have wave packets and are compressed, which Avala Viewer cannot unpack. Unpack the file with laszip, or export it as LAS.');
  }
  const isLayered = header.pointFormat >= firstLayeredFormat;
  const compressor = view.getUint16(0, true);
  const items = listItems(view);
  if (compressor !== (isLayered ? layeredChunked : pointwiseChunked) || view.getUint16(2, true) !== 0 || !isWhole(items, header, compressor)) {
    throw new PointCloudError(
      `The points are compressed in a way that Avala Viewer cannot unpack (format ${header.pointFormat}, LASzip compressor ${compressor}). ` +
        'Compress them anew with a current laszip, or export the file as LAS.',
    );
  }
  const chunkSize = view.getUint32(12, true);
  if (chunkSize === 0) throw new PointCloudError('The file says that its compressed points are in chunks of none. Download or export it again.');
  return { chunkSize: chunkSize === variableChunks ? null : chunkSize, isLayered };
}

/** A part of a record that is coded on its own. */
interface Item {
  readonly type: number;
  readonly size: number;
  readonly version: number;
}

/** By their numbers: a point, its time, its colour and near infrared; extra bytes may follow in an item of their own. */
const itemTypes: Readonly<Record<number, readonly number[]>> = { 0: [6], 1: [6, 7], 2: [6, 8], 3: [6, 7, 8], 6: [10], 7: [10, 11], 8: [10, 12] };
const extraItemTypes = { pointwise: 0, layered: 14 } as const;

/** None where they do not fit into the record. */
function listItems(view: DataView): Item[] {
  const count = view.getUint16(32, true);
  if (headSize + itemSize * count > view.byteLength) return [];
  return Array.from({ length: count }, (_, i) => {
    const at = headSize + itemSize * i;
    return { type: view.getUint16(at, true), size: view.getUint16(at + 2, true), version: view.getUint16(at + 4, true) };
  });
}

/** The items are those of the point format, in the version that the compressor is for, and make up the whole record. */
function isWhole(items: readonly Item[], { pointFormat, recordLength }: LasHeader, compressor: number): boolean {
  const expected = [...(itemTypes[pointFormat] ?? [])];
  if (recordLength > lasRecordSize(pointFormat)) expected.push(compressor === layeredChunked ? extraItemTypes.layered : extraItemTypes.pointwise);
  const length = items.reduce((sum, { size }) => sum + size, 0);
  return length === recordLength && items.length === expected.length && items.every(({ type, version }, i) => type === expected[i] && version === compressor);
}
