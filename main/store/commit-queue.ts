import { fsync } from 'node:fs';
import { promisify } from 'node:util';
import type { FileRecord } from './file-record.ts';
import { hashFiles } from './hash-files.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { StoreFolder } from './store-folder.ts';

const flush = promisify(fsync);

/** A file that is written to its end, and still open. */
export interface WrittenFile {
  descriptor: number;
  incomingPath: string;
  details: Omit<FileRecord, 'sha256' | 'createdAtMs' | 'lastUsedAtMs'>;
}

interface Commit {
  file: WrittenFile;
  sha256: string | null;
  done: PromiseWithResolvers<void>;
}

/**
 * Makes written files part of the store, in groups: all that come while one group is under way are the next. Flushing many
 * files at once costs a disk little more than flushing one, and so do one order to hash them and one transaction of their
 * records.
 */
export class CommitQueue {
  private readonly keeper: IndexKeeper;
  private readonly places: StoreFolder;
  private readonly now: () => number;
  private waiting: Commit[] = [];
  private isRunning = false;

  /** `now`: milliseconds since the Unix epoch. */
  constructor(keeper: IndexKeeper, places: StoreFolder, now: () => number) {
    this.keeper = keeper;
    this.places = places;
    this.now = now;
  }

  /** Hashes and flushes a file, gives it its name and its record. Rejects with what the system or the index answers, and then the store is without it. */
  add(file: WrittenFile): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.waiting.push({ file, sha256: null, done });
    if (!this.isRunning) void this.run();
    return done.promise;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      const hashes = hashFiles(group.map(({ file: { descriptor, details } }) => ({ descriptor, lengthBytes: details.lengthBytes })));
      const flushed = await settle(group, async (commit, index) => {
        const [flushing, hashing] = await Promise.allSettled([flush(commit.file.descriptor), hashes[index]]);
        if (flushing.status === 'rejected') throw flushing.reason;
        if (hashing.status === 'rejected') throw hashing.reason;
        commit.sha256 = hashing.value ?? null;
      });
      const moved = await settle(flushed, ({ file }) => this.moveIn(file));
      await this.record(moved);
    }
    this.isRunning = false;
  }

  private moveIn({ incomingPath, details: { key } }: WrittenFile): void {
    const { index } = this.keeper;
    const old = index.get(key);
    // Before the bytes change: killed in between, the old record would speak of the new file.
    if (old !== null) index.remove(key);
    try {
      this.places.moveIn(incomingPath, key);
    } catch (cause) {
      if (old !== null) index.put([old]);
      throw cause;
    }
  }

  private async record(moved: readonly Commit[]): Promise<void> {
    if (moved.length === 0) return;
    const nowMs = this.now();
    try {
      this.keeper.index.put(moved.map(({ file, sha256 }) => ({ ...file.details, sha256, createdAtMs: nowMs, lastUsedAtMs: nowMs })));
    } catch (cause) {
      // Without a record nothing would ever count or evict them in this run.
      await settle(moved, async ({ file, done }) => {
        await this.places.remove(file.details.key);
        done.reject(cause);
      });
      return;
    }
    for (const { done } of moved) done.resolve();
    this.keeper.maintain(async () => this.keeper.evictWhenOverBudget());
  }
}

/** Does something with each; those with which it could be done. The others are told why not. */
async function settle(commits: readonly Commit[], work: (commit: Commit, index: number) => Promise<void> | void): Promise<Commit[]> {
  const outcomes = await Promise.all(
    commits.map(async (commit, index) => {
      try {
        await work(commit, index);
        return [commit];
      } catch (cause) {
        commit.done.reject(cause);
        return [];
      }
    }),
  );
  return outcomes.flat();
}
