import { closeSync, fstatSync, openSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../failure.ts';
import { readBootId } from './boot-id.ts';
import { diskReserveBytes, DiskSpace, readDiskRoom, type DiskRoom } from './disk-space.ts';
import { evict, lowWaterBytes } from './eviction.ts';
import { FilesInUse } from './files-in-use.ts';
import { checkIndexDatabase, isCorruption, openIndexDatabase, replaceIndexDatabase, type ReadPins } from './index-database.ts';
import type { PinUsage } from './index-pins.ts';
import type { FileRecord } from './file-record.ts';
import { LastUse } from './last-use.ts';
import { Partials, type PartHold } from './partials.ts';
import { reconcile } from './reconcile.ts';
import { codeOf, storageFailure } from './storage-failure.ts';
import { StoreFolder } from './store-folder.ts';
import { StoreIndex, type FileSum } from './store-index.ts';
import { StoreWriter } from './store-writer.ts';
import { StoredFile } from './stored-file.ts';
import { checkFile, verifyFiles, type FileCondition, type ReportVerified, type Verification } from './verify-files.ts';

export interface ByteStoreOptions {
  /** The store's own folder, made when absent. */
  folder: string;
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
  private readonly options: ByteStoreOptions;
  private readonly now: () => number;
  private readonly folder: StoreFolder;
  private readonly space: DiskSpace;
  private readonly partials: Partials;
  private readonly writers = new Set<StoreWriter>();
  private index: StoreIndex;
  private readonly lastUse: LastUse;
  private readonly inUse: FilesInUse;
  private budgetBytes: number;
  private maintenance: Promise<void> = Promise.resolve();
  private isEvictionDue = false;
  private isRebuildDue = false;
  private isClosed = false;

  private constructor(options: ByteStoreOptions, folder: StoreFolder, index: StoreIndex) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.budgetBytes = options.budgetBytes;
    this.folder = folder;
    this.index = index;
    this.lastUse = new LastUse(() => this.index, this.now);
    this.partials = new Partials(() => this.index, folder, options.bootId ?? readBootId());
    const { folder: path, readRoom = () => readDiskRoom(path), reserveBytes = diskReserveBytes } = options;
    this.space = new DiskSpace(readRoom, reserveBytes);
    this.inUse = new FilesInUse(() => this.evictWhenOverBudget());
  }

  /**
   * Opens the store, making it when there is none. The index is compared with the files in the background, because what
   * is read is checked anyway; only one that had to be begun anew is filled before this resolves. Throws
   * `Failure('storage')`: the folder cannot be used, or another process uses it.
   */
  static async open(options: ByteStoreOptions): Promise<ByteStore> {
    try {
      const folder = new StoreFolder(options.folder);
      await folder.prepare(options.folder);
      const { database, isNew } = await openIndexDatabase(folder.indexPath, options.readPins ?? noPins);
      try {
        const store = new ByteStore(options, folder, new StoreIndex(database));
        // Only now: until the index is locked, they may be another process's.
        await store.partials.clean();
        store.maintain(async () => {
          await store.reconcile();
          // In the background, because it reads all of the index; also after the files, which matter more.
          if (!isNew) await checkIndexDatabase(database);
        });
        store.evictWhenOverBudget();
        if (isNew) await store.settled();
        return store;
      } catch (cause) {
        database.close();
        throw cause;
      }
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Whether a file of this length can be kept at all: the budget is no limit to what is pinned. */
  fits(key: string, lengthBytes: number): boolean {
    return lengthBytes <= lowWaterBytes(this.budgetBytes) || this.isPinned(key);
  }

  /** How many bytes of unpinned files may be kept; more than that go at once. */
  setBudget(bytes: number): void {
    this.budgetBytes = bytes;
    this.evictWhenOverBudget();
  }

  /**
   * Makes `keys` the whole of a pin: files that stay, whatever the budget, those also that are not there yet. What it
   * held before and nobody else pins may be evicted from now on. Throws `Failure('storage')`, and then nothing changed.
   */
  pin(pinId: string, keys: readonly string[]): void {
    this.attempt(() => this.index.pins.set(pinId, keys));
    this.afterUnpinning();
  }

  /** Takes a pin away; its files may be evicted from now on. Throws `Failure('storage')`. */
  unpin(pinId: string): void {
    this.attempt(() => this.index.pins.remove(pinId));
    this.afterUnpinning();
  }

  pinIds(): string[] {
    return this.attempt(() => this.index.pins.ids());
  }

  isPinned(key: string): boolean {
    return this.attempt(() => this.index.pins.has(key));
  }

  /** How much of a pin is on disk, as far as the index knows; zero of zero for an unknown one. Throws `Failure('storage')`. */
  pinUsage(pinId: string): PinUsage {
    return this.attempt(() => this.index.pins.usage(pinId));
  }

  /** Keys of a pin that have no file. Throws `Failure('storage')`. */
  missingOf(pinId: string): string[] {
    return this.attempt(() => this.index.pins.missingOf(pinId));
  }

  /** What is known of a pin's files, those that are there. Throws `Failure('storage')`. */
  recordsOf(pinId: string): FileRecord[] {
    return this.attempt(() => this.index.pins.recordsOf(pinId));
  }

  /** Deletes a pin's files that no other pin wants and nobody uses, and the pin. Throws `Failure('storage')`. */
  async deletePinned(pinId: string): Promise<void> {
    const keys = this.recordsOf(pinId).map(({ key }) => key);
    this.unpin(pinId);
    await this.deleteFiles(keys);
  }

  /**
   * Opens a kept file; null when there is none. One that is gone or has another length than it should is forgotten, so
   * that it is fetched again. Throws `Failure('storage')`.
   */
  read(key: string): StoredFile | null {
    const file = this.openFile(key);
    if (file !== null) this.attempt(() => this.lastUse.note(key));
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
      const isSame = isDeepStrictEqual(this.index.get(key), file.record);
      if (isSame && found.is === 'damaged') {
        this.index.remove(key);
        await this.folder.remove(key);
      }
      if (isSame && found.is === 'hashed') this.index.setHash(key, file.record.lengthBytes, found.sha256);
      return found.is;
    } catch (cause) {
      throw this.failureOf(cause);
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
    return this.attempt(() => this.index.keysAmong(keys));
  }

  /**
   * Begins a file, or goes on with the part of a pinned one that is there; waits until whoever else writes on that part
   * has put it away. Throws `Failure('storage')` when the folder cannot be written to, and `DiskFull`.
   */
  async write(key: string): Promise<StoreWriter> {
    const part = this.isPinned(key) ? await this.holdPart(key) : null;
    let writer: StoreWriter | null = null;
    const incomingPath = part?.path ?? this.folder.newIncomingPath();
    const release = this.inUse.hold(key);
    writer = await StoreWriter.open({
      incomingPath,
      part,
      fits: (lengthBytes) => this.fits(key, lengthBytes),
      claim: (bytes) => this.space.claim(bytes),
      ensureRoom: (bytes) => this.space.ensure(bytes),
      release: () => {
        if (writer !== null) this.writers.delete(writer);
        release();
      },
      moveIn: (details) => this.moveIn(incomingPath, { ...details, key }),
    });
    this.writers.add(writer);
    return writer;
  }

  /** Of files that are on their way, and of those whose download was interrupted and will go on. */
  get partialBytes(): number {
    return [...this.writers].reduce((sum, { lengthBytes }) => sum + lengthBytes, this.partials.bytes);
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
    return this.attempt(() => {
      const [pinned, unpinned] = [this.index.sum('pinned'), this.index.sum('unpinned')];
      const { budgetBytes } = this;
      return { files: pinned.files + unpinned.files, bytes: pinned.bytes + unpinned.bytes, pinned, budgetBytes };
    });
  }

  /** Deletes all that nobody pins and nobody uses. Throws `Failure('storage')`. */
  async clearUnpinned(): Promise<void> {
    this.maintain(() => evict(this.index, this.folder, this.inUse, 0));
    await this.settled();
  }

  /** Resolves when no work is left to do in the background. */
  async settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.maintenance;
      await seen;
    } while (seen !== this.maintenance);
  }

  /** Finishes what runs in the background and lets the index go. Files still open stay readable. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.settled();
    this.isClosed = true;
    this.lastUse.write();
    this.index.close();
  }

  private openFile(key: string): StoredFile | null {
    const release = this.inUse.hold(key);
    try {
      const record = this.index.get(key);
      const descriptor = record === null ? null : openExisting(this.folder.pathOf(key));
      if (record !== null && descriptor !== null && fstatSync(descriptor).size === record.lengthBytes) {
        return new StoredFile(record, descriptor, release);
      }
      if (descriptor !== null) closeSync(descriptor);
      if (record !== null) this.index.remove(key);
    } catch (cause) {
      release();
      throw this.failureOf(cause);
    }
    release();
    return null;
  }

  private async holdPart(key: string): Promise<PartHold> {
    try {
      return await this.partials.hold(key);
    } catch (cause) {
      throw this.failureOf(cause);
    }
  }

  private async moveIn(incomingPath: string, details: Omit<FileRecord, 'createdAtMs' | 'lastUsedAtMs'>): Promise<void> {
    const { key } = details;
    const old = this.index.get(key);
    // Before the bytes change: killed in between, the old record would speak of the new file.
    this.index.remove(key);
    try {
      await this.folder.moveIn(incomingPath, key);
    } catch (cause) {
      if (old !== null) this.index.put(old);
      throw cause;
    }
    const nowMs = this.now();
    try {
      this.index.put({ ...details, createdAtMs: nowMs, lastUsedAtMs: nowMs });
    } catch (cause) {
      // Without a record nothing would ever count or evict it in this run.
      await this.folder.remove(key);
      throw cause;
    }
    this.evictWhenOverBudget();
  }

  private afterUnpinning(): void {
    this.maintain(() => this.partials.dropUnpinned());
    this.evictWhenOverBudget();
  }

  private async deleteFiles(keys: readonly string[]): Promise<void> {
    this.maintain(async () => {
      for (const key of keys) {
        if (this.inUse.has(key) || this.index.pins.has(key)) continue;
        this.index.remove(key);
        await this.folder.remove(key);
      }
    });
    await this.settled();
  }

  private evictWhenOverBudget(): void {
    if (this.isClosed || this.isEvictionDue || !this.isOverBudget()) return;
    this.isEvictionDue = true;
    this.maintain(async () => {
      this.isEvictionDue = false;
      if (!this.isOverBudget()) return;
      this.lastUse.write();
      await evict(this.index, this.folder, this.inUse, lowWaterBytes(this.budgetBytes));
    });
  }

  private isOverBudget(): boolean {
    return this.attempt(() => this.index.sum('unpinned').bytes) > this.budgetBytes;
  }

  private async reconcile(): Promise<void> {
    await reconcile(this.index, this.folder, this.inUse);
    // Files that were found without a record count from now on.
    this.evictWhenOverBudget();
  }

  /** An index that turned out to be damaged is begun anew in place: files that are open or on their way stay so. */
  private async rebuild(): Promise<void> {
    this.index.close();
    const { database } = await replaceIndexDatabase(this.folder.indexPath, this.options.readPins ?? noPins);
    this.index = new StoreIndex(database);
    this.isRebuildDue = false;
    await this.reconcile();
  }

  private attempt<Value>(ask: () => Value): Value {
    try {
      return ask();
    } catch (cause) {
      throw this.failureOf(cause);
    }
  }

  private failureOf(cause: unknown): Failure {
    if (isCorruption(cause) && !this.isRebuildDue && !this.isClosed) {
      this.isRebuildDue = true;
      this.maintain(() => this.rebuild());
    }
    return storageFailure(cause);
  }

  /** One after another: two that remove files at the same time would trip over each other. */
  private maintain(work: () => Promise<void>): void {
    this.maintenance = this.maintenance.then(work).catch((cause: unknown) => this.options.onProblem(this.failureOf(cause)));
  }
}

const noPins: ReadPins = () => Promise.resolve([]);

/** Synchronous, as closing is: matters of microseconds on a local disk, less than a turn of the thread pool. */
function openExisting(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}
