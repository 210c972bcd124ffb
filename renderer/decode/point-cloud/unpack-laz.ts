import type { LasHeader } from './las-header.ts';
import type { LasRecord } from './las-records.ts';
import { readLazChunks } from './laz-chunk-table.ts';
import { readLazItems } from './laz-items.ts';
import { checkLayers } from './laz-layers.ts';
import type { LoadLazPerf } from './laz-perf.ts';
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
    lazPerf.unpack(chunk.bytes, points.subarray(at, end), pointFormat, recordLength);
    at = end;
  }
  return points;
}
