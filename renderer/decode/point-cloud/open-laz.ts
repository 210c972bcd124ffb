import type { LasHeader } from './las-header.ts';
import type { LasRecord } from './las-records.ts';
import { readLazChunks } from './laz-chunk-table.ts';
import { readLazItems } from './laz-items.ts';
import { checkLayers } from './laz-layers.ts';
import type { LoadLazPerf } from './laz-perf.ts';
import { compileLazPerf, startLazPerf } from './laz-perf.ts';
import { formatCount, PointCloudError } from './point-cloud-error.ts';
import type { TakeRecords } from './read-las.ts';

const mebibyte = 1 << 20;
/** Unpacked points may always take this much; */
const smallBytes = 64 * mebibyte;
/** and this many times the file, where real ones take 3 to 20 times; */
const maxGrowth = 64;
/** but never more than this. */
const largestBytes = 2_048 * mebibyte;

/** What laz-perf takes besides the chunk, which it may copy once: its models, mostly those of extra bytes. */
const workingBytes = 64 * mebibyte;
/** Past this, addresses in WebAssembly become negative numbers here. */
const mostAddressableBytes = 2_048 * mebibyte;

/**
 * Opens a LAZ file (also COPC, which is LAZ 1.4): all that can be told of it without unpacking is checked, and what is
 * given unpacks its point records with laz-perf, some at a time. Both throw `PointCloudError`.
 */
export async function openLaz(bytes: Uint8Array, header: LasHeader, records: readonly LasRecord[], load: LoadLazPerf): Promise<(take: TakeRecords) => void> {
  const { pointCount, pointFormat, recordLength } = header;
  const { chunkSize, isLayered } = readLazItems(records, header);
  const chunks = readLazChunks(bytes, { ...header, chunkSize });
  const length = pointCount * recordLength;
  const limit = Math.min(largestBytes, Math.max(smallBytes, maxGrowth * bytes.byteLength));
  if (length > limit) {
    throw new PointCloudError(
      `The ${formatCount(pointCount)} points unpack to ${formatCount(Math.ceil(length / mebibyte))} MiB, more than the ` +
        `${formatCount(Math.floor(limit / mebibyte))} MiB that a file of this size may take. Cut it into smaller files.`,
    );
  }
  if (isLayered) for (const chunk of chunks) checkLayers(chunk, pointFormat, recordLength);
  if (chunks.length === 0) return () => undefined;
  const module = await compileLazPerf(load);
  const largestChunk = chunks.reduce((largest, chunk) => Math.max(largest, chunk.bytes.byteLength), 0);
  return (take) => {
    startLazPerf(module, Math.min(mostAddressableBytes, workingBytes + 4 * largestChunk)).unpack(chunks, pointFormat, recordLength, take);
  };
}
