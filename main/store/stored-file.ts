import { closeSync, readSync } from 'node:fs';
import type { FileRecord } from './store-index.ts';

/** A stored file, open for reading. It cannot be evicted until `close` is called, which its opener owes. */
export class StoredFile {
  readonly record: FileRecord;
  private readonly descriptor: number;
  private readonly release: () => void;

  constructor(record: FileRecord, descriptor: number, release: () => void) {
    this.record = record;
    this.descriptor = descriptor;
    this.release = release;
  }

  /**
   * The bytes from `offset`, `lengthBytes` of them or fewer at the end of the file, in `into` when it is given, which must
   * be as long. Throws what the system answers.
   */
  read(offset: number, lengthBytes: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const wantedBytes = Math.min(lengthBytes, this.record.lengthBytes - offset);
    // Not from Node's shared pool: the bytes are handed on and may be transferred.
    const bytes = into?.subarray(0, wantedBytes) ?? new Uint8Array(Buffer.allocUnsafeSlow(wantedBytes).buffer);
    return readAt(this.descriptor, bytes, offset);
  }

  close(): Promise<void> {
    closeSync(this.descriptor);
    this.release();
    return Promise.resolve();
  }
}

/** Fills `bytes` from `offset`, or the part of it before the file's end; one system call in all but rare cases. */
export async function readAt(descriptor: number, bytes: Uint8Array<ArrayBuffer>, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  let filled = 0;
  while (filled < bytes.byteLength) {
    const bytesRead = await readOnce(descriptor, bytes.subarray(filled), offset + filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}

/** By the callback: a `FileHandle` costs three more turns of the thread pool for each file. */
function readOnce(descriptor: number, bytes: Uint8Array<ArrayBuffer>, position: number): Promise<number> {
  return Promise.resolve(readSync(descriptor, bytes, 0, bytes.byteLength, position));
}
