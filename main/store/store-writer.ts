import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { Failure } from '../failure.ts';
import { privateFileMode } from '../private-folder.ts';
import { storageFailure } from './storage-failure.ts';
import type { FileRecord } from './file-record.ts';
import { readAt } from './stored-file.ts';

/** What is known of a file besides its bytes. */
export type FileDetails = Pick<FileRecord, 'mediaType' | 'etag' | 'lastModified'>;

/** What a writer needs of its store. */
export interface WriterHost {
  incomingPath: string;
  /** Whether a file of this length may be kept; one that has outgrown it fails as `storage`. */
  fits: (lengthBytes: number) => boolean;
  /** Gives the whole, flushed file its name and its record. */
  moveIn: (details: FileDetails & { lengthBytes: number; sha256: string }) => Promise<void>;
  /** Lets the store evict the file again. */
  release: () => void;
}

/**
 * A file on its way into the store. It can be read while it grows. It becomes part of the store by `commit`, whole, or
 * not at all: `close`, which its opener owes in every case, removes what was not committed.
 */
export class StoreWriter {
  private readonly host: WriterHost;
  private readonly handle: FileHandle;
  private readonly hash = createHash('sha256');
  private length = 0;
  private isCommitted = false;

  private constructor(host: WriterHost, handle: FileHandle) {
    this.host = host;
    this.handle = handle;
  }

  /** Throws `Failure('storage')` when the folder cannot be written to. */
  static async open(host: WriterHost): Promise<StoreWriter> {
    try {
      return new StoreWriter(host, await open(host.incomingPath, 'wx+', privateFileMode));
    } catch (cause) {
      host.release();
      throw storageFailure(cause);
    }
  }

  /** How many bytes are there to be read. */
  get lengthBytes(): number {
    return this.length;
  }

  /** Throws `Failure('storage')`: the disk is full, or the file has outgrown the store. */
  async append(chunk: Uint8Array): Promise<void> {
    if (!this.host.fits(this.length + chunk.byteLength)) {
      throw new Failure('storage', 'This file is larger than the space for kept media, so it is shown without being kept.');
    }
    try {
      let written = 0;
      while (written < chunk.byteLength) {
        const { bytesWritten } = await this.handle.write(chunk, written, chunk.byteLength - written, this.length + written);
        written += bytesWritten;
      }
    } catch (cause) {
      throw storageFailure(cause);
    }
    this.hash.update(chunk);
    this.length += chunk.byteLength;
  }

  /** The bytes from `offset`, as many as are there of `lengthBytes`. Throws `Failure('storage')`. */
  async read(offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const wantedBytes = Math.min(lengthBytes, this.length - offset);
      return await readAt(this.handle.fd, new Uint8Array(wantedBytes), offset);
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /**
   * Throws `Failure('unreachable')` when bytes are missing towards the announced length and `Failure('damaged')` when
   * there are more, or none at all. Null: the host announced no length.
   */
  verifyLength(announcedBytes: number | null): void {
    if (this.length === 0 && (announcedBytes ?? 0) === 0) {
      throw new Failure('damaged', 'The media host sent an empty file. Nothing was kept.');
    }
    if (announcedBytes === null || this.length === announcedBytes) return;
    const amounts = `${this.length.toLocaleString('en')} of ${announcedBytes.toLocaleString('en')} bytes came`;
    if (this.length < announcedBytes) {
      throw new Failure('unreachable', `The file broke off: ${amounts}. Nothing was kept; try again.`);
    }
    throw new Failure('damaged', `The file is longer than the media host announced: ${amounts}. Nothing was kept.`);
  }

  /** Flushes the file and makes it part of the store. Throws as `verifyLength`, and `Failure('storage')`. */
  async commit(announcedBytes: number | null, details: FileDetails): Promise<void> {
    this.verifyLength(announcedBytes);
    try {
      await this.handle.sync();
      await this.host.moveIn({ ...details, lengthBytes: this.length, sha256: this.hash.digest('hex') });
      this.isCommitted = true;
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Throws `Failure('storage')` when what was not committed cannot be removed. */
  async close(): Promise<void> {
    try {
      await this.handle.close();
      if (!this.isCommitted) await rm(this.host.incomingPath, { force: true });
    } catch (cause) {
      throw storageFailure(cause);
    } finally {
      this.host.release();
    }
  }
}
