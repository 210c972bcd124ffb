import type { FileHandle } from 'node:fs/promises';
import type { FileRecord } from './store-index.ts';

/** A stored file, open for reading. It cannot be evicted until `close` is called, which its opener owes. */
export class StoredFile {
  readonly record: FileRecord;
  private readonly handle: FileHandle;
  private readonly release: () => void;

  constructor(record: FileRecord, handle: FileHandle, release: () => void) {
    this.record = record;
    this.handle = handle;
    this.release = release;
  }

  /** The bytes from `offset`, `lengthBytes` of them or fewer at the end of the file. Throws what the system answers. */
  read(offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    return readAt(this.handle, offset, Math.min(lengthBytes, this.record.lengthBytes - offset));
  }

  async close(): Promise<void> {
    await this.handle.close();
    this.release();
  }
}

/** Reads `lengthBytes` from `offset`, or fewer when the file ends before; one system call in all but rare cases. */
export async function readAt(handle: FileHandle, offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  // Not from Node's shared pool: the bytes are handed on and may be transferred.
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(lengthBytes).buffer);
  let filled = 0;
  while (filled < lengthBytes) {
    const { bytesRead } = await handle.read(bytes, filled, lengthBytes - filled, offset + filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}
