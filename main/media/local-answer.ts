import { createHash } from 'node:crypto';
import { cancelled, Failure } from '../failure.ts';
import { readAt, readNowAt } from '../store/stored-file.ts';
import type { BufferLease } from './buffer-pool.ts';
import { contentTypeOf } from './content-type.ts';
import { localFailure, openLocalFile, type OpenedLocalFile } from './local-file.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';
import { resolveRange, type RangeRequest } from './range.ts';
import type { LocalAsset } from './registry.ts';
import { sniffLength } from './sniff.ts';
import { untilAborted } from '../until-aborted.ts';

/** The most that is read at once. */
const readBytes = 1 << 20;

/** Assets whose bytes were compared with their hash since the app was started; one that is not comes after a read of all of it. */
export class CheckedAssets {
  private readonly checks = new Map<string, Promise<void>>();

  /** Resolves when the asset's bytes are what they should be. Rejects with `damaged`, and with what reading rejects with. */
  async check(asset: LocalAsset, signal: AbortSignal): Promise<void> {
    if (asset.sha256 === null) return;
    const { revision } = asset.file;
    const key = JSON.stringify([asset.identity, asset.sha256, revision]);
    // One check for all who ask; who gives up does not end it for the others.
    const running = this.checks.get(key) ?? this.start(key, asset, asset.sha256);
    await untilAborted(running, signal);
  }

  private start(key: string, asset: LocalAsset, sha256: string): Promise<void> {
    const running = compareHash(asset, sha256).catch((cause: unknown) => {
      this.checks.delete(key);
      throw cause;
    });
    this.checks.set(key, running);
    return running;
  }
}

/** The validator of a local asset: its hash where that is known, as for kept files; none for a file that may change. */
export function localEtagOf({ sha256 }: LocalAsset): string | null {
  return sha256 === null ? null : `"${sha256.slice(0, 32)}"`;
}

/** Answers from a file of this computer. Rejects with a `Failure`. */
export async function localAnswer(asset: LocalAsset, request: RangeRequest | null, checked: CheckedAssets, signal: AbortSignal): Promise<MediaAnswer> {
  await checked.check(asset, signal);
  const file = await openLocalFile(asset.file);
  try {
    const totalBytes = lengthOf(asset, file);
    const range = request === null ? null : resolveRange(request, totalBytes);
    const [start, end] = range === null || range === 'unsatisfiable' ? [0, totalBytes] : [range.start, range.end];
    const dataStart = await dataStartOf(asset, file);
    const head = await readPart(file, dataStart, Math.min(sniffLength, totalBytes));
    return {
      range,
      totalBytes,
      contentType: contentTypeOf(head),
      etag: localEtagOf(asset),
      chunks: (lease) => chunksOf(file, dataStart + start, dataStart + end, lease),
      close: () => file.close(),
    };
  } catch (cause) {
    await file.close();
    throw localFailure(cause);
  }
}

/** The asset's bytes from its beginning to its end, in pieces, for whoever copies or checks it. Rejects with a `Failure`. */
export async function* readLocalAsset(asset: LocalAsset, signal: AbortSignal): Chunks {
  const file = await openLocalFile(asset.file);
  try {
    const start = await dataStartOf(asset, file);
    for await (const bytes of chunksOf(file, start, start + lengthOf(asset, file))) {
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

async function compareHash(asset: LocalAsset, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const bytes of readLocalAsset(asset, new AbortController().signal)) hash.update(bytes);
  if (hash.digest('hex') !== sha256) {
    throw new Failure('damaged', 'This part of the recording’s file is damaged, so it is not shown. Copy or export the file again; the rest of it can be used.');
  }
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
