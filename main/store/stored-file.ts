import { closeSync, read, readSync } from 'node:fs';
import type { FileRecord } from './file-record.ts';

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

  /** The bytes from `offset`, `lengthBytes` of them or fewer at the end of the file. Rejects with what the system answers. */
  read(offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    // Not from Node's shared pool: the bytes are handed on and may be transferred.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(Math.min(lengthBytes, this.record.lengthBytes - offset)).buffer);
    return readAt(this.descriptor, bytes, offset);
  }

  /**
   * Fills `into` from `offset`, or the part of it before the file's end, before it returns: for a process that does
   * nothing but serve files. What the system has in memory is read in a third of the time that a turn of the thread pool
   * costs. Throws what the system answers.
   */
  readNow(offset: number, into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    return readNowAt(this.descriptor, into, offset);
  }

  close(): void {
    closeSync(this.descriptor);
    this.release();
  }
}

/** Fills `into` from `offset` before it returns; see `StoredFile.readNow`. */
export function readNowAt(descriptor: number, into: Uint8Array<ArrayBuffer>, offset: number): Uint8Array<ArrayBuffer> {
  let filled = 0;
  while (filled < into.byteLength) {
    const bytesRead = readSync(descriptor, into, filled, into.byteLength - filled, offset + filled);
    if (bytesRead === 0) return into.subarray(0, filled);
    filled += bytesRead;
  }
  return into;
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
  return new Promise((resolve, reject) => {
    read(descriptor, bytes, 0, bytes.byteLength, position, (error, bytesRead) => {
      if (error === null) resolve(bytesRead);
      else reject(error);
    });
  });
}
