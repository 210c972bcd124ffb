import { closeSync, fdatasync, ftruncateSync, openSync, writev } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Failure } from '../failure.ts';
import { privateFileMode } from '../private-folder.ts';
import type { FileRecord } from './file-record.ts';
import type { FileVersion, PartHold } from './partials.ts';
import { storageFailure } from './storage-failure.ts';
import { readAt } from './stored-file.ts';

const flushData = promisify(fdatasync);

/** What is known of a file besides its bytes. */
export type FileDetails = Pick<FileRecord, 'mediaType' | 'etag' | 'lastModified'>;

/** What a writer needs of its store. */
export interface WriterHost {
  incomingPath: string;
  /** Of a file that is pinned, so that what comes of it can be completed later; null for any other. */
  part: PartHold | null;
  /** Whether a file of this length may be kept; one that has outgrown it fails as `storage`. */
  fits: (lengthBytes: number) => boolean;
  /** Counts bytes against the room on the disk. */
  claim: (bytes: number) => Promise<void>;
  /** Makes sure that there is room for so many bytes more. */
  ensureRoom: (bytes: number) => Promise<void>;
  /** Hashes and flushes the whole file and gives it its name and its record. */
  moveIn: (descriptor: number, details: FileDetails & { lengthBytes: number }) => Promise<void>;
  /** Lets the store evict the file again. */
  release: () => void;
}

/** So much of a file's part may be lost with the computer's power. */
const syncBytes = 8 << 20;

/**
 * A file on its way into the store. It can be read while it grows. It becomes part of the store by `commit`, whole, or
 * not at all: `close`, which its opener owes in every case, removes what was not committed, but for the beginning of a
 * pinned file whose version is known: with that, the next writer of the same file goes on.
 */
export class StoreWriter {
  private readonly host: WriterHost;
  /** Opened and closed synchronously: matters of microseconds, less than turns of the thread pool. */
  private readonly descriptor: number;
  private readonly reads = new Set<Promise<unknown>>();
  private length = 0;
  private syncedBytes = 0;
  /** Of which the bytes are; null while that is not known, and then they cannot be continued later. */
  private version: FileVersion | null = null;
  private isCommitted = false;

  private constructor(host: WriterHost, descriptor: number) {
    this.host = host;
    this.descriptor = descriptor;
    const found = host.part?.found ?? null;
    if (found === null) return;
    this.length = found.lengthBytes;
    this.syncedBytes = found.syncedBytes;
    this.version = found;
  }

  /** Throws `Failure('storage')` when the folder cannot be written to, or the disk has no room. */
  static async open(host: WriterHost): Promise<StoreWriter> {
    const found = host.part?.found ?? null;
    try {
      await host.claim(0);
      return new StoreWriter(host, openSync(host.incomingPath, found !== null ? 'r+' : host.part !== null ? 'w+' : 'wx+', privateFileMode));
    } catch (cause) {
      host.part?.release(found?.lengthBytes ?? 0);
      host.release();
      throw storageFailure(cause);
    }
  }

  /** How many bytes are there to be read. */
  get lengthBytes(): number {
    return this.length;
  }

  /** The version of which `lengthBytes` are there from an earlier attempt; null when the file is begun. */
  get found(): FileVersion | null {
    return this.version;
  }

  /** Forgets what is there: the file has changed since, or cannot be continued. Throws `Failure('storage')`. */
  restart(): void {
    try {
      this.version = null;
      this.host.part?.forget();
      ftruncateSync(this.descriptor);
      this.length = 0;
      this.syncedBytes = 0;
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Announces what is going to be written, so that it can be continued later. Throws `Failure('storage')`: there is no room for it. */
  async begin(version: FileVersion): Promise<void> {
    try {
      await this.host.ensureRoom(version.totalBytes - this.length);
      if (this.host.part === null || (version.etag === null && version.lastModified === null)) return;
      this.host.part.note(version, this.syncedBytes);
      this.version = version;
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /**
   * Adds all of the pieces, in order. Throws `Failure('storage')`: the disk is full, or the file has outgrown the store;
   * and `Failure('damaged')` when there is more than `begin` announced.
   */
  async append(...pieces: Uint8Array[]): Promise<void> {
    const bytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const after = this.length + bytes;
    if (this.version !== null && after > this.version.totalBytes) {
      const { totalBytes } = this.version;
      // What is there may be anything.
      this.version = null;
      throw tooLong(after, totalBytes);
    }
    if (!this.host.fits(after)) {
      throw new Failure('storage', 'This file is larger than the space for kept media, so it is shown without being kept.');
    }
    try {
      await this.host.claim(bytes);
      await writeAt(this.descriptor, pieces, this.length);
      this.length = after;
      if (this.version !== null && this.length - this.syncedBytes >= syncBytes) await this.syncPart(this.version);
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** The bytes from `offset`, as many as are there of `lengthBytes`. Throws `Failure('storage')`. */
  async read(offset: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const wantedBytes = Math.min(lengthBytes, this.length - offset);
    const reading = readAt(this.descriptor, new Uint8Array(wantedBytes), offset);
    this.reads.add(reading);
    try {
      return await reading;
    } catch (cause) {
      throw storageFailure(cause);
    } finally {
      this.reads.delete(reading);
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
    if (this.length < announcedBytes) {
      throw new Failure('unreachable', `The file broke off: ${amounts(this.length, announcedBytes)}. What came is not shown; try again.`);
    }
    throw tooLong(this.length, announcedBytes);
  }

  /** Flushes the file and makes it part of the store. Throws as `verifyLength`, and `Failure('storage')`. */
  async commit(announcedBytes: number | null, details: FileDetails): Promise<void> {
    this.verifyLength(announcedBytes);
    try {
      await this.host.moveIn(this.descriptor, { ...details, lengthBytes: this.length });
      this.isCommitted = true;
      this.host.part?.release(0);
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Throws `Failure('storage')` when what was not committed cannot be put away. */
  async close(): Promise<void> {
    let leftBytes = 0;
    try {
      // A descriptor that is closed under a read may be another file's by the time that one is served.
      await Promise.allSettled(this.reads);
      if (!this.isCommitted) leftBytes = await this.putAway();
    } catch (cause) {
      throw storageFailure(cause);
    } finally {
      closeSync(this.descriptor);
      if (!this.isCommitted) this.host.part?.release(leftBytes);
      this.host.release();
    }
  }

  /** Keeps what can be continued and removes what cannot; how many bytes are left. */
  private async putAway(): Promise<number> {
    const { part, incomingPath } = this.host;
    if (part !== null && this.version !== null && this.length > 0 && part.isWanted()) {
      await this.syncPart(this.version);
      return this.length;
    }
    part?.forget();
    await rm(incomingPath, { force: true });
    return 0;
  }

  private async syncPart(version: FileVersion): Promise<void> {
    if (this.syncedBytes === this.length) return;
    await flushData(this.descriptor);
    this.syncedBytes = this.length;
    this.host.part?.note(version, this.syncedBytes);
  }
}

/** Writes all of the pieces, one after another; one system call in all but rare cases. */
async function writeAt(descriptor: number, pieces: readonly Uint8Array[], position: number): Promise<void> {
  const writtenAtOnce = await writeOnce(descriptor, pieces, position);
  let end = 0;
  for (const piece of pieces) {
    const start = end;
    end += piece.byteLength;
    for (let written = Math.max(start, writtenAtOnce); written < end; ) {
      written += await writeOnce(descriptor, [piece.subarray(written - start)], position + written);
    }
  }
}

/** How many bytes were written. By the callback: the promises' `writev` takes file handles, which cost turns of the thread pool. */
function writeOnce(descriptor: number, pieces: readonly Uint8Array[], position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    writev(descriptor, pieces, position, (error, bytesWritten) => {
      if (error === null) resolve(bytesWritten);
      else reject(error);
    });
  });
}

function tooLong(lengthBytes: number, announcedBytes: number): Failure {
  return new Failure('damaged', `The file is longer than the media host announced: ${amounts(lengthBytes, announcedBytes)}. Nothing was kept.`);
}

function amounts(lengthBytes: number, announcedBytes: number): string {
  return `${lengthBytes.toLocaleString('en')} of ${announcedBytes.toLocaleString('en')} bytes came`;
}
