import { cancelled, Failure } from '../failure.ts';
import { readAt, readNowAt } from '../store/stored-file.ts';
import type { BufferLease } from './buffer-pool.ts';
import { CheckedAssets } from './checked-assets.ts';
import { contentTypeOf } from './content-type.ts';
import { localFailure, openLocalFile, type OpenedLocalFile } from './local-file.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';
import { resolveRange, type RangeRequest } from './range.ts';
import type { LocalAsset } from './registry.ts';
import { sniffLength } from './sniff.ts';

/** The most that is read at once. */
const readBytes = 1 << 20;

/** The validator of a local asset: its hash where that is known, as for kept files; none for a file that may change. */
export function localEtagOf({ sha256 }: LocalAsset): string | null {
  return sha256 === null ? null : `"${sha256.slice(0, 32)}"`;
}

/** Answers from a file of this computer. Rejects with a `Failure`. */
export async function localAnswer(asset: LocalAsset, request: RangeRequest | null, checked: CheckedAssets, signal: AbortSignal): Promise<MediaAnswer> {
  const file = await openLocalFile(asset.file);
  try {
    const totalBytes = lengthOf(asset, file);
    const range = request === null ? null : resolveRange(request, totalBytes);
    const [start, end] = range === null || range === 'unsatisfiable' ? [0, totalBytes] : [range.start, range.end];
    // Of what decides how the answer begins, so that it is refused as a whole; the rest is compared as it is read.
    await checked.check(asset, 0, 1, signal);
    if (end > start) await checked.check(asset, start, start + 1, signal);
    const dataStart = await dataStartOf(asset, file);
    const head = await readPart(file, dataStart, Math.min(sniffLength, totalBytes));
    return {
      range,
      totalBytes,
      contentType: contentTypeOf(head),
      etag: localEtagOf(asset),
      chunks: (lease) => checkedChunks(asset, { file, dataStart, start, end }, checked, signal, lease),
      close: () => file.close(),
    };
  } catch (cause) {
    await file.close();
    throw localFailure(cause);
  }
}

/** Blocks that were compared with their hashes, for `localAnswer`. */
export function createCheckedAssets(): CheckedAssets {
  return new CheckedAssets((asset, start, end) => readLocalAsset(asset, new AbortController().signal, { start, end }));
}

interface OpenedPart {
  readonly file: OpenedLocalFile;
  /** Where the asset's own bytes begin in the file. */
  readonly dataStart: number;
  readonly start: number;
  readonly end: number;
}

/** Nothing of a block is given before all of the block was compared with its hash. */
async function* checkedChunks(asset: LocalAsset, { file, dataStart, start, end }: OpenedPart, checked: CheckedAssets, signal: AbortSignal, lease?: BufferLease): Chunks {
  for (let at = start; at < end; at += readBytes) {
    const next = Math.min(end, at + readBytes);
    await checked.check(asset, at, next, signal);
    yield* chunksOf(file, dataStart + at, dataStart + next, lease);
  }
}

/** The asset's bytes in pieces, from its beginning to its end or those of a part, for whoever copies or checks it. Rejects with a `Failure`. */
export async function* readLocalAsset(asset: LocalAsset, signal: AbortSignal, part: { start: number; end: number } | null = null): Chunks {
  const file = await openLocalFile(asset.file);
  try {
    const dataStart = await dataStartOf(asset, file);
    const { start, end } = part ?? { start: 0, end: lengthOf(asset, file) };
    if (part !== null && part.end > lengthOf(asset, file)) throw shortened();
    for await (const bytes of chunksOf(file, dataStart + start, dataStart + end)) {
      if (signal.aborted) throw cancelled();
      yield bytes;
    }
  } finally {
    await file.close();
  }
}

const zipHeaderBytes = 30;
const zipHeaderSignature = 0x04034b50;

/** Past the local header of a zip's entry (APPNOTE 4.3.7): its fixed part ends in the lengths of the name and of what follows. */
async function dataStartOf({ offsetBytes, isZipEntry }: LocalAsset, file: OpenedLocalFile): Promise<number> {
  if (!isZipEntry) return offsetBytes;
  const bytes = await readPart(file, offsetBytes, zipHeaderBytes);
  const header = new DataView(bytes.buffer, 0, bytes.byteLength);
  if (bytes.byteLength < zipHeaderBytes || header.getUint32(0, true) !== zipHeaderSignature) throw new Failure('damaged', 'The recording’s file is damaged where this part of it should be. Copy or export the file again.');
  return offsetBytes + zipHeaderBytes + header.getUint16(26, true) + header.getUint16(28, true);
}

/** Throws `damaged` when the file has become too short for the part. */
function lengthOf({ offsetBytes, lengthBytes }: LocalAsset, file: OpenedLocalFile): number {
  const rest = Math.max(0, file.lengthBytes - offsetBytes);
  if (lengthBytes !== null && lengthBytes > rest) throw shortened();
  return lengthBytes ?? rest;
}

async function* chunksOf(file: OpenedLocalFile, start: number, end: number, lease?: BufferLease): Chunks {
  for (let position = start; position < end; ) {
    const bytes = await readPart(file, position, Math.min(end - position, readBytes), lease);
    if (bytes.byteLength === 0) throw shortened();
    position += bytes.byteLength;
    yield bytes;
  }
}

async function readPart({ descriptor }: OpenedLocalFile, position: number, lengthBytes: number, lease?: BufferLease): Promise<Uint8Array<ArrayBuffer>> {
  try {
    if (lease !== undefined) return readNowAt(descriptor, lease.take(lengthBytes), position);
    // Not from Node's shared pool: the bytes are handed on and may be transferred.
    return await readAt(descriptor, new Uint8Array(Buffer.allocUnsafeSlow(lengthBytes).buffer), position);
  } catch (cause) {
    throw localFailure(cause);
  }
}

function shortened(): Failure {
  return new Failure('damaged', 'This file became shorter while it was read. Try again.');
}
