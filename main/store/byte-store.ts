import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import type { Failure } from '../failure.ts';
import { readBootId } from './boot-id.ts';
import { CommitQueue } from './commit-queue.ts';
import { diskReserveBytes, DiskSpace, readDiskRoom, type DiskRoom } from './disk-space.ts';
import { lowWaterBytes } from './eviction.ts';
import type { FileRecord } from './file-record.ts';
import type { ReadPins } from './index-database.ts';
import { IndexKeeper } from './index-keeper.ts';
import type { PinUsage } from './index-pins.ts';
import type { PartHold } from './partials.ts';
import { codeOf, storageFailure, StoreGone } from './storage-failure.ts';
import { StoreFolder } from './store-folder.ts';
import type { FileSum } from './store-index.ts';
import { StoreWriter } from './store-writer.ts';
import { StoredFile } from './stored-file.ts';
import { checkFile, verifyFiles, type FileCondition, type ReportVerified, type Verification } from './verify-files.ts';

export interface ByteStoreOptions {
  /** The store's own folder, made when absent. */
  folder: string;
  /** Fail with `StoreGone` instead of making a store: where there was one, its disk may only not be connected. */
  mustExist?: boolean;
  budgetBytes: number;
  /** Who wants which files, for an index that has to be begun anew. Default: nobody. */
  readPins?: ReadPins;
  /** Milliseconds since the Unix epoch. Default `Date.now`. */
  now?: () => number;
  /** Never taken of the disk. Default `diskReserveBytes`. */
  reserveBytes?: number;
  /** Default: asks the system about the folder's disk. */
  readRoom?: () => Promise<DiskRoom>;
  /** Default `readBootId`. */
  bootId?: string;
  /** Told of what went wrong in the background: eviction, and making the index agree with the files. */
  onProblem: (failure: Failure) => void;
}

/** Bytes and files in the store, in bytes on disk without those being written. */
export interface StoreUsage extends FileSum {
  /** Those of them that are pinned, each counted once: they do not count against the budget. */
  pinned: FileSum;
  budgetBytes: number;
}

/**
 * Media on disk, by content key: written through while they are first read, read from here ever after, offline too. The
 * least recently used go first when there are more than the budget, but for those that are pinned. One process at a time.
 */
export class ByteStore {
  /** What lies where. */
  readonly places: StoreFolder;
  private readonly now: () => number;
  private readonly keeper: IndexKeeper;
  private readonly space: DiskSpace;
  private readonly commits: CommitQueue;
  private readonly writers = new Set<StoreWriter>();
  private readonly damagedKeys = new Set<string>();

  private constructor(options: ByteStoreOptions, places: StoreFolder, keeper: IndexKeeper) {
    this.now = options.now ?? Date.now;
    this.places = places;
    this.keeper = keeper;
    this.commits = new CommitQueue(keeper, places, this.now);
    const { folder, readRoom = () => readDiskRoom(folder), reserveBytes = diskReserveBytes } = options;
    this.space = new DiskSpace(readRoom, reserveBytes);
  }

  /**
   * Opens the store, making it when there is none. The index is compared with the files in the background, because what
   * is read is checked anyway; only one that had to be begun anew is filled before this resolves. Throws
   * `Failure('storage')`: the folder cannot be used, or another process uses it.
   */
  static async open(options: ByteStoreOptions): Promise<ByteStore> {
    try {
      const places = new StoreFolder(options.folder);
      if (options.mustExist === true && !(await places.exists())) throw new StoreGone();
      await places.prepare();
      const { budgetBytes, readPins = () => Promise.resolve([]), now = Date.now, bootId = readBootId(), onProblem } = options;
      return new ByteStore(options, places, await IndexKeeper.open({ places, budgetBytes, readPins, now, bootId, onProblem }));
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Whether a file of this length can be kept at all: the budget is no limit to what is pinned. */
  fits(key: string, lengthBytes: number): boolean {
    return lengthBytes <= lowWaterBytes(this.keeper.budgetBytes) || this.isPinned(key);
  }

  /** How many bytes of unpinned files may be kept; more than that go at once. */
  setBudget(bytes: number): void {
    this.keeper.setBudget(bytes);
  }

  /**
   * Makes `keys` the whole of a pin: files that stay, whatever the budget, those also that are not there yet. What it
   * held before and nobody else pins may be evicted from now on. Throws `Failure('storage')`, and then nothing changed.
   */
  pin(pinId: string, keys: readonly string[]): void {
    this.keeper.attempt(({ pins }) => pins.set(pinId, keys));
    this.afterUnpinning();
  }

  /** Takes a pin away; its files may be evicted from now on. Throws `Failure('storage')`. */
  unpin(pinId: string): void {
    this.keeper.attempt(({ pins }) => pins.remove(pinId));
    this.afterUnpinning();
  }

  pinIds(): string[] {
    return this.keeper.attempt(({ pins }) => pins.ids());
  }

  isPinned(key: string): boolean {
    return this.keeper.attempt(({ pins }) => pins.has(key));
  }

  /** How much of a pin is on disk, as far as the index knows; zero of zero for an unknown one. Throws `Failure('storage')`. */
  pinUsage(pinId: string): PinUsage {
    return this.keeper.attempt(({ pins }) => pins.usage(pinId));
  }

  /** How much several pins have on disk together, each file counted once. Throws `Failure('storage')`. */
  bytesOf(pinIds: readonly string[]): number {
    return this.keeper.attempt(({ pins }) => pins.bytesOf(pinIds));
  }

  /** Keys of a pin that have no file. Throws `Failure('storage')`. */
  missingOf(pinId: string): string[] {
    return this.keeper.attempt(({ pins }) => pins.missingOf(pinId));
  }

  /** Those of them whose file was found damaged since the app was started, and removed. Throws `Failure('storage')`. */
  damagedOf(pinId: string): string[] {
    return this.damagedKeys.size === 0 ? [] : this.missingOf(pinId).filter((key) => this.damagedKeys.has(key));
  }

  /** What is known of a pin's files, those that are there. Throws `Failure('storage')`. */
  recordsOf(pinId: string): FileRecord[] {
    return this.keeper.attempt(({ pins }) => pins.recordsOf(pinId));
  }

  /** What is known of all files, by their keys, so many at a time; none at the end. Throws `Failure('storage')`. */
  recordsAfter(key: string, count: number): FileRecord[] {
    return this.keeper.attempt((index) => index.recordsAfter(key, count));
  }

  /** Of the files of which a part is there. Throws `Failure('storage')`. */
  partKeys(): string[] {
    return this.keeper.attempt(({ partials }) => partials.all().map(({ key }) => key));
  }

  /** Deletes a pin's files that no other pin wants and nobody uses, and the pin. Throws `Failure('storage')`. */
  async deletePinned(pinId: string): Promise<void> {
    const keys = this.recordsOf(pinId).map(({ key }) => key);
    this.unpin(pinId);
    const { index, inUse } = this.keeper;
    this.keeper.maintain(async () => {
      for (const key of keys) if (!inUse.has(key) && !index.pins.has(key)) await this.remove(key);
    });
    await this.settled();
  }

  /** Deletes all that nobody pins and nobody uses. Throws `Failure('storage')`. */
  async clearUnpinned(): Promise<void> {
    this.keeper.maintain(() => this.keeper.evictTo(0));
    await this.settled();
  }

  /**
   * Opens a kept file; null when there is none. One that is gone or has another length than it should is removed, so
   * that it is fetched again. Throws `Failure('storage')`.
   */
  read(key: string): StoredFile | null {
    const file = this.openFile(key);
    if (file !== null) this.keeper.attempt(() => this.keeper.lastUse.note(key));
    return file;
  }

  /**
   * Compares a kept file with its hash, which is no use of it. A damaged one is removed, so that it is fetched again and
   * never shown; one whose record has no hash gets it. Throws `Failure('storage')` and `cancelled`.
   */
  async check(key: string, signal: AbortSignal): Promise<FileCondition> {
    const file = this.openFile(key);
    if (file === null) return 'missing';
    try {
      const found = await checkFile(file, signal);
      // Another may have come in its place while it was read.
      const isSame = isSameFile(this.keeper.index.get(key), file.record);
      if (isSame && found.is === 'damaged') {
        this.damagedKeys.add(key);
        await this.remove(key);
      }
      if (isSame && found.is === 'hashed') this.keeper.index.setHash(key, file.record.lengthBytes, found.sha256);
      return found.is;
    } catch (cause) {
      throw this.keeper.failureOf(cause);
    } finally {
      file.close();
    }
  }

  /** Checks many files, one after another, as `check`. */
  verify(keys: readonly string[], report: ReportVerified, signal: AbortSignal): Promise<Verification> {
    return verifyFiles(this, keys, report, signal);
  }

  /** Those of the keys that are kept, as far as the index knows; reading one is no use of it. Throws `Failure('storage')`. */
  keptAmong(keys: readonly string[]): ReadonlySet<string> {
    return this.keeper.attempt((index) => index.keysAmong(keys));
  }

  /**
   * Begins a file, or goes on with the part of a pinned one that is there; waits until whoever else writes on that part
   * has put it away. Throws `Failure('storage')` when the folder cannot be written to, and `DiskFull`.
   */
  async write(key: string): Promise<StoreWriter> {
    const part = this.isPinned(key) ? await this.holdPart(key) : null;
    const incomingPath = part?.path ?? this.places.newIncomingPath();
    const free = this.keeper.inUse.hold(key);
    let writer: StoreWriter | null = null;
    writer = await StoreWriter.open({
      incomingPath,
      part,
      fits: (lengthBytes) => this.fits(key, lengthBytes),
      claim: (bytes) => this.space.claim(bytes),
      ensureRoom: (bytes) => this.space.ensure(bytes),
      release: () => {
        if (writer !== null) this.writers.delete(writer);
        free();
      },
      moveIn: (descriptor, details) => this.commits.add({ descriptor, incomingPath, details: { ...details, key } }),
    });
    this.writers.add(writer);
    return writer;
  }

  /** Of files that are on their way, and of those whose download was interrupted and will go on. */
  get partialBytes(): number {
    return [...this.writers].reduce((sum, { lengthBytes }) => sum + lengthBytes, this.keeper.partials.bytes);
  }

  /** What the disk has, on which the store lies. Throws `Failure('storage')`. */
  async room(): Promise<DiskRoom & { reserveBytes: number }> {
    try {
      return { ...(await this.space.room()), reserveBytes: this.space.reserveBytes };
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Throws `Failure('storage')`. */
  usage(): StoreUsage {
    return this.keeper.attempt((index) => {
      const [pinned, unpinned] = [index.sum('pinned'), index.sum('unpinned')];
      return { files: pinned.files + unpinned.files, bytes: pinned.bytes + unpinned.bytes, pinned, budgetBytes: this.keeper.budgetBytes };
    });
  }

  /** Resolves when no work is left to do in the background. */
  settled(): Promise<void> {
    return this.keeper.settled();
  }

  /** Finishes what runs in the background and lets the index go. Files still open stay readable. */
  close(): Promise<void> {
    return this.keeper.close();
  }

  private openFile(key: string): StoredFile | null {
    const release = this.keeper.inUse.hold(key);
    try {
      const { index } = this.keeper;
      const record = index.get(key);
      const descriptor = record === null ? null : openExisting(this.places.pathOf(key));
      if (record !== null && descriptor !== null && fstatSync(descriptor).size === record.lengthBytes) {
        return new StoredFile(record, descriptor, release);
      }
      if (descriptor !== null) closeSync(descriptor);
      if (record !== null) {
        index.remove(key);
        // Without its record, what is left of it would be taken for a whole file at the next start.
        rmSync(this.places.pathOf(key), { force: true });
      }
    } catch (cause) {
      release();
      throw this.keeper.failureOf(cause);
    }
    release();
    return null;
  }

  private async holdPart(key: string): Promise<PartHold> {
    try {
      return await this.keeper.partials.hold(key);
    } catch (cause) {
      throw this.keeper.failureOf(cause);
    }
  }

  /** The record first: see `evict`. */
  private async remove(key: string): Promise<void> {
    this.keeper.index.remove(key);
    await this.places.remove(key);
  }

  private afterUnpinning(): void {
    this.keeper.maintain(() => this.keeper.partials.dropUnpinned());
    this.keeper.evictWhenOverBudget();
  }
}

function isSameFile(a: FileRecord | null, b: FileRecord): boolean {
  return a?.sha256 === b.sha256 && a.createdAtMs === b.createdAtMs && a.lengthBytes === b.lengthBytes;
}

/** Synchronous, as closing is: matters of microseconds on a local disk, less than a turn of the thread pool. */
function openExisting(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}
