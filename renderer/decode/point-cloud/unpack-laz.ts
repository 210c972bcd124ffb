import type { LasHeader } from './las-header.ts';
import type { LasRecord } from './las-records.ts';
import { readLazChunks } from './laz-chunk-table.ts';
import type { LazChunk } from './laz-chunk-table.ts';
import { readLazItems } from './laz-items.ts';
import { checkLayers } from './laz-layers.ts';
import type { LazPerf, LoadLazPerf } from './laz-perf.ts';
import { compileLazPerf, startLazPerf } from './laz-perf.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';

const mebibyte = 1 << 20;
/** Unpacked points may always take this much; */
const smallBytes = 256 * mebibyte;
/** and this many times the file, where real ones take 3 to 20 times; */
const maxGrowth = 64;
/** but never more than this. */
const largestBytes = 2_048 * mebibyte;

/** What laz-perf takes besides the chunk, which it may copy once: its models, mostly those of extra bytes. */
const workingBytes = 64 * mebibyte;

/**
 * Unpacks all points of a LAZ file (also COPC, which is LAZ 1.4) into records as LAS has them, one after the other, with
 * laz-perf. Rejects with `PointCloudError`.
 */
export async function unpackLaz(bytes: Uint8Array, header: LasHeader, records: readonly LasRecord[], load: LoadLazPerf): Promise<Uint8Array> {
  const { pointCount, pointFormat, recordLength } = header;
  const items = readLazItems(records, header);
  const chunks = readLazChunks(bytes, { ...header, chunkSize: items.chunkSize });
  const length = pointCount * recordLength;
  const limit = Math.min(largestBytes, Math.max(smallBytes, maxGrowth * bytes.byteLength));
  if (length > limit) {
    throw new PointCloudError(
      `The ${formatCount(pointCount)} points unpack to ${formatCount(Math.ceil(length / mebibyte))} MiB, more than the ` +
        `${formatCount(Math.floor(limit / mebibyte))} MiB that a file of this size may take. Cut it into smaller files.`,
    );
  }
  if (items.isLayered) for (const chunk of chunks) checkLayers(chunk, pointFormat, recordLength);
  const module = await compileLazPerf(load);
  const points = new Uint8Array(length);
  const largestChunk = chunks.reduce((largest, chunk) => Math.max(largest, chunk.bytes.byteLength), 0);
  const lazPerf = startLazPerf(module, workingBytes + 4 * largestChunk);
  let at = 0;
  for (const chunk of chunks) {
    const end = at + chunk.pointCount * recordLength;
    unpackChunk(lazPerf, chunk, points.subarray(at, end), header, items.data);
    at = end;
  }
  return points;
}

const headerSize = 227;
const recordHeadSize = 54;
const tableSize = 32;

/**
 * Unpacks one chunk as a file of its own, its last byte the file's last, so that laz-perf stops where a damaged chunk
 * would have it read on into the next one.
 */
function unpackChunk(lazPerf: LazPerf, chunk: LazChunk, target: Uint8Array, { pointFormat, recordLength }: LasHeader, lasZipRecord: Uint8Array): void {
  const tableOffset = headerSize + recordHeadSize + lasZipRecord.byteLength;
  const pointOffset = tableOffset + tableSize;
  const file = new Uint8Array(pointOffset + 8 + chunk.bytes.byteLength);
  const view = new DataView(file.buffer);
  const text = (at: number, value: string) => file.set(new TextEncoder().encode(value), at);
  text(0, 'LASF');
  view.setUint8(24, 1);
  view.setUint8(25, 2);
  view.setUint16(94, headerSize, true);
  view.setUint32(96, pointOffset, true);
  view.setUint32(100, 1, true);
  view.setUint8(104, pointFormat | 0x80);
  view.setUint16(105, recordLength, true);
  view.setUint32(107, chunk.pointCount, true);
  text(headerSize + 2, 'laszip encoded');
  view.setUint16(headerSize + 18, 22_204, true);
  view.setUint16(headerSize + 20, lasZipRecord.byteLength, true);
  file.set(lasZipRecord, headerSize + recordHeadSize);
  // Every chunk but the last has this many points, and this one is the last.
  view.setUint32(headerSize + recordHeadSize + 12, chunk.pointCount, true);
  // A table of one chunk, whose length, being the last one's, is of no account.
  view.setUint32(tableOffset + 4, 1, true);
  view.setBigInt64(pointOffset, BigInt(tableOffset), true);
  file.set(chunk.bytes, pointOffset + 8);
  lazPerf.open(file);
  lazPerf.read(target, recordLength);
}
