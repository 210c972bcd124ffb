import { truncate } from 'node:fs/promises';
import type { PartialRecord } from './index-partials.ts';
import type { StoreFolder } from './store-folder.ts';
import type { StoreIndex } from './store-index.ts';

/** A version of a file, by what its host says of it. */
export type FileVersion = Pick<PartialRecord, 'totalBytes' | 'etag' | 'lastModified'>;

/** The beginning of a file that is on disk. */
export interface FoundPart extends FileVersion {
  lengthBytes: number;
  /** Those of them that are safe also when the computer loses power. */
  syncedBytes: number;
}

/** The one hold on a file's part: nobody else reads or writes it until `release`. */
export interface PartHold {
  path: string;
  /** What is there already; null when the file is to be begun. */
  found: FoundPart | null;
  /** Writes down which version of the file the part is of, before the first of its bytes, and after each flush. */
  note(version: FileVersion, syncedBytes: number): void;
  /** The part is of no use any more, and its file about to be emptied or removed. */
  forget(): void;
  /** Whether the part is still worth keeping: somebody pins it. */
  isWanted(): boolean;
  /** With the bytes that are left on disk. */
  release(lengthBytes: number): void;
}

/**
 * The parts of pinned files whose download was interrupted, be it by a kill: `incoming/<key>.part`, each with a record
 * in the index. A part without a record, or a record without its part, is worth nothing and removed at the next start.
 */
export class Partials {
  private readonly index: () => StoreIndex;
  private readonly folder: StoreFolder;
  private readonly bootId: string;
  private readonly held = new Map<string, Promise<void>>();
  private readonly idleBytes = new Map<string, number>();

  constructor(index: () => StoreIndex, folder: StoreFolder, bootId: string) {
    this.index = index;
    this.folder = folder;
    this.bootId = bootId;
  }

  /** Of parts that nobody writes on. */
  get bytes(): number {
    return [...this.idleBytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Removes what an earlier run left half written, but for parts that can be completed, of files that are not there. */
  async clean(): Promise<void> {
    const { partials, pins } = this.index();
    const whole = this.index().keysAmong(partials.all().map(({ key }) => key));
    const usable = new Map<string, number>();
    for (const record of partials.all()) {
      const lengthBytes = pins.has(record.key) && !whole.has(record.key) ? this.usableBytes(record, await this.folder.partLength(record.key)) : 0;
      if (lengthBytes > 0) usable.set(record.key, lengthBytes);
      else partials.remove(record.key);
    }
    await this.folder.clearIncoming(new Set(usable.keys()));
    for (const [key, lengthBytes] of usable) this.idleBytes.set(key, lengthBytes);
  }

  /** Removes parts that nobody wants any more. */
  async dropUnpinned(): Promise<void> {
    for (const key of this.index().partials.unpinnedKeys()) await this.drop(key);
  }

  /** Removes a part, unless somebody writes on it. */
  async drop(key: string): Promise<void> {
    if (this.held.has(key)) return;
    this.index().partials.remove(key);
    this.idleBytes.delete(key);
    await this.folder.removePart(key);
  }

  /** Waits for whoever holds the part of this file, and holds it. Throws what the system answers. */
  async hold(key: string): Promise<PartHold> {
    for (let other = this.held.get(key); other !== undefined; other = this.held.get(key)) await other;
    const released = Promise.withResolvers<void>();
    this.held.set(key, released.promise);
    const release = (lengthBytes: number) => {
      if (lengthBytes > 0) this.idleBytes.set(key, lengthBytes);
      this.held.delete(key);
      released.resolve();
    };
    this.idleBytes.delete(key);
    try {
      return {
        path: this.folder.partPath(key),
        found: await this.find(key),
        note: ({ totalBytes, etag, lastModified }, syncedBytes) =>
          this.index().partials.put({ key, totalBytes, etag, lastModified, bootId: this.bootId, syncedBytes }),
        forget: () => {
          // Making it final costs a flush, which files that were never begun need not pay.
          if (this.index().partials.get(key) !== null) this.index().partials.removeForGood(key);
        },
        isWanted: () => this.index().pins.has(key),
        release,
      };
    } catch (cause) {
      release(0);
      throw cause;
    }
  }

  /** What of a part can be trusted, its file cut to that. */
  private async find(key: string): Promise<FoundPart | null> {
    const record = this.index().partials.get(key);
    if (record === null) return null;
    const foundBytes = await this.folder.partLength(key);
    const lengthBytes = this.usableBytes(record, foundBytes);
    if (lengthBytes === 0) return null;
    if (lengthBytes < foundBytes) await truncate(this.folder.partPath(key), lengthBytes);
    const { totalBytes, etag, lastModified, syncedBytes } = record;
    return { lengthBytes, totalBytes, etag, lastModified, syncedBytes: Math.min(syncedBytes, lengthBytes) };
  }

  private usableBytes({ totalBytes, bootId, syncedBytes }: PartialRecord, foundBytes: number): number {
    if (foundBytes > totalBytes) return 0;
    return bootId === this.bootId ? foundBytes : Math.min(syncedBytes, foundBytes);
  }
}
