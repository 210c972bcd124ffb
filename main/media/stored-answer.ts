import { Failure } from '../failure.ts';
import { storageFailure } from '../store/storage-failure.ts';
import type { StoredFile } from '../store/stored-file.ts';
import type { BufferLease } from './buffer-pool.ts';
import { contentTypeOf } from './content-type.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';
import { resolveRange, type RangeRequest } from './range.ts';
import { sniffLength } from './sniff.ts';

/** The most that is read from a kept file at once: images and most sweeps come in one read. */
const readBytes = 1 << 20;

/** The validator of a kept file; null when its hash is not known. 128 bits of the hash tell any two files apart. */
export function etagOf(file: StoredFile): string | null {
  const { sha256 } = file.record;
  return sha256 === null ? null : `"${sha256.slice(0, 32)}"`;
}

/** Answers from a kept file, which belongs to the answer from now on. */
export async function storedAnswer(file: StoredFile, request: RangeRequest | null): Promise<MediaAnswer> {
  const totalBytes = file.record.lengthBytes;
  const range = request === null ? null : resolveRange(request, totalBytes);
  const [start, end] = range === null || range === 'unsatisfiable' ? [0, totalBytes] : [range.start, range.end];
  return {
    range,
    totalBytes,
    contentType: file.record.mediaType ?? (await typeOf(file)),
    etag: etagOf(file),
    chunks: (lease) => chunksOf(file, start, end, lease),
    close: () => {
      file.close();
      return Promise.resolve();
    },
  };
}

/** For a record that was rebuilt from the file alone. */
async function typeOf(file: StoredFile): Promise<string> {
  try {
    return contentTypeOf(await file.read(0, sniffLength));
  } catch (cause) {
    file.close();
    throw storageFailure(cause);
  }
}

async function* chunksOf(file: StoredFile, start: number, end: number, lease?: BufferLease): Chunks {
  for (let position = start; position < end; ) {
    const bytes = await readSome(file, position, Math.min(end - position, readBytes), lease);
    if (bytes.byteLength === 0) throw new Failure('damaged', 'A kept file became shorter while it was read. Load it again.');
    position += bytes.byteLength;
    yield bytes;
  }
}

async function readSome(file: StoredFile, position: number, lengthBytes: number, lease?: BufferLease): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return lease === undefined ? await file.read(position, lengthBytes) : file.readNow(position, lease.take(lengthBytes));
  } catch (cause) {
    throw storageFailure(cause);
  }
}
