import { Failure } from '../failure.ts';
import { evict, lowWaterBytes } from './eviction.ts';
import { FilesInUse } from './files-in-use.ts';
import { checkIndexDatabase, isCorruption, openIndexDatabase, replaceIndexDatabase, type OpenIndex, type ReadPins } from './index-database.ts';
import { LastUse } from './last-use.ts';
import { Partials } from './partials.ts';
import { reconcile } from './reconcile.ts';
import { storageFailure } from './storage-failure.ts';
import type { StoreFolder } from './store-folder.ts';
import { StoreIndex } from './store-index.ts';

export interface IndexKeeperOptions {
  places: StoreFolder;
  budgetBytes: number;
  readPins: ReadPins;
  now: () => number;
  bootId: string;
  onProblem: (failure: Failure) => void;
}

/**
 * Keeps the index true and the files within their budget, in the background: compares one with the other, evicts, and
 * begins an index anew that turns out to be damaged, in place, while files that are open or on their way stay so.
 */
export class IndexKeeper {
  readonly inUse: FilesInUse;
  readonly lastUse: LastUse;
  readonly partials: Partials;
  private readonly options: IndexKeeperOptions;
  private current: StoreIndex;
  private budget: number;
  private work: Promise<void> = Promise.resolve();
  private isEvictionDue = false;
  /** Files that were in use are why there is more than the budget. */
  private isEvictionHeldUp = false;
  private isRebuildDue = false;
  private isClosed = false;

  private constructor(options: IndexKeeperOptions, index: StoreIndex) {
    this.options = options;
    this.current = index;
    this.budget = options.budgetBytes;
    this.lastUse = new LastUse(() => this.current, options.now);
    this.partials = new Partials(() => this.current, options.places, options.bootId);
    this.inUse = new FilesInUse(() => {
      if (this.isEvictionHeldUp) this.evictWhenOverBudget();
    });
  }

  /**
   * Opens the index and begins to make it agree with the files; one that had to be begun anew does so when this resolves.
   * Throws as `openIndexDatabase`, and what the system answers.
   */
  static async open(options: IndexKeeperOptions): Promise<IndexKeeper> {
    const opened = await openIndexDatabase(options.places.indexPath, options.readPins);
    try {
      return await IndexKeeper.start(options, opened);
    } catch (cause) {
      opened.database.close();
      if (!isCorruption(cause) || opened.isNew) throw cause;
      return await IndexKeeper.start(options, await replaceIndexDatabase(options.places.indexPath, options.readPins));
    }
  }

  private static async start(options: IndexKeeperOptions, { database, isNew, isReplaced }: OpenIndex): Promise<IndexKeeper> {
    const keeper = new IndexKeeper(options, new StoreIndex(database));
    // Only now: until the index is locked, they may be another process's.
    await keeper.partials.clean();
    keeper.maintain(async () => {
      keeper.evictWhenOverBudget();
      await keeper.reconcile();
      // In the background, because it reads all of the index; and after the files, which matter more.
      if (!isNew) await checkIndexDatabase(database);
    });
    if (isNew) await keeper.settled();
    if (isReplaced) options.onProblem(indexRebuilt());
    return keeper;
  }

  /** Another one after it was begun anew: to be asked for each time. */
  get index(): StoreIndex {
    return this.current;
  }

  get budgetBytes(): number {
    return this.budget;
  }

  setBudget(bytes: number): void {
    this.budget = bytes;
    this.evictWhenOverBudget();
  }

  /** Asks the index. Throws `Failure('storage')`. */
  attempt<Value>(ask: (index: StoreIndex) => Value): Value {
    try {
      return ask(this.current);
    } catch (cause) {
      throw this.failureOf(cause);
    }
  }

  /** What went wrong, as a failure; an index that says it is damaged is begun anew. */
  failureOf(cause: unknown): Failure {
    if (!isCorruption(cause)) return storageFailure(cause);
    if (!this.isRebuildDue && !this.isClosed) {
      this.isRebuildDue = true;
      this.maintain(() => this.rebuild());
    }
    return new Failure('storage', 'The index of kept media is damaged and is being rebuilt from the files. Try again in a moment.', { cause });
  }

  /** Does work in the background, one after another: two that remove files at the same time would trip over each other. */
  maintain(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch((cause: unknown) => this.options.onProblem(this.failureOf(cause)));
  }

  /** Resolves when no work is left to do in the background. */
  async settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.work;
      await seen;
    } while (seen !== this.work);
  }

  evictWhenOverBudget(): void {
    if (this.isClosed || this.isEvictionDue || !this.isOverBudget()) return;
    this.isEvictionDue = true;
    this.maintain(async () => {
      this.isEvictionDue = false;
      if (!this.isOverBudget()) return;
      this.lastUse.write();
      await this.evictTo(lowWaterBytes(this.budget));
      this.isEvictionHeldUp = this.isOverBudget();
    });
  }

  /** Removes files that nobody pins and nobody uses until so many bytes of them are left, the longest unused first. */
  evictTo(bytes: number): Promise<void> {
    return evict(this.current, this.options.places, this.inUse, bytes);
  }

  /** Finishes what runs in the background and lets the index go. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    await this.settled();
    this.isClosed = true;
    this.lastUse.write();
    this.current.close();
  }

  private isOverBudget(): boolean {
    return this.attempt((index) => index.sum('unpinned').bytes) > this.budget;
  }

  private async reconcile(): Promise<void> {
    await reconcile(this.current, this.options.places, this.inUse, this.partials);
    // Files that were found without a record count from now on.
    this.evictWhenOverBudget();
  }

  private async rebuild(): Promise<void> {
    this.current.close();
    const { database } = await replaceIndexDatabase(this.options.places.indexPath, this.options.readPins);
    this.current = new StoreIndex(database);
    this.isRebuildDue = false;
    await this.reconcile();
    this.options.onProblem(indexRebuilt());
  }
}

function indexRebuilt(): Failure {
  return new Failure('storage', 'The index of kept media was damaged. It was set aside and rebuilt from the files; nothing that was kept is lost.');
}
