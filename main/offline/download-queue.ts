import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Download, DownloadSettings, FailedFile, KeepChoice } from '../../preload/contract/downloads.ts';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';
import { Attempts } from './attempts.ts';
import { ChangeFeed } from './change-feed.ts';
import { inBundles } from './in-bundles.ts';
import { keptIdOf } from './kept-sequence.ts';
import { holdOf, QueueHold, type Hold } from './queue-hold.ts';
import { SequenceDownload, type DownloadParts } from './sequence-download.ts';
import { TransferRate } from './transfer-rate.ts';
import type { PlannedFile } from './download-plan.ts';

/** Whether the service can be used, as whoever watches that knows it. */
export interface ConnectionState {
  isOffline(): boolean;
  onChange(listener: () => void): () => void;
}

/** Pauses before the next try, which double: of a file, and of a whole sequence, which costs the service more. */
const filePauseMs = 1_000;
const sequencePauseMs = 2_000;

/** Sequences are read again this often while views of theirs are missing because a host does not answer. */
const patientTries = 2;

/** What has changed, as `download.changed` tells it. */
export interface DownloadsChanged {
  changed: Download[];
  removedIds: string[];
  order: string[] | null;
}

export interface DownloadQueueOptions extends DownloadParts {
  settings: () => DownloadSettings;
  connection: ConnectionState;
  onChange: (changes: DownloadsChanged) => void;
  log: Logger;
}

/** What is to be kept, for `DownloadQueue.keep`. */
export type KeepRequest = SequenceRef & { label: string };

/**
 * Brings sequences onto this computer, in order, several files at the same time, and goes on by itself: after a start, after
 * the network was gone, after somebody signed in. What is to be kept is on disk before anything is answered.
 */
export class DownloadQueue {
  private readonly options: DownloadQueueOptions;
  private readonly downloads = new Map<string, SequenceDownload>();
  /** Work under way, by the download that it is for. */
  private readonly tasks = new Map<string, Set<Promise<void>>>();
  private readonly fileTries: Attempts;
  private readonly sequenceTries: Attempts;
  private readonly rate: TransferRate;
  private readonly feed: ChangeFeed;
  private readonly hold: QueueHold;
  private readonly stopWatching: () => void;
  /** Files and readings under way. */
  private underWay = 0;
  private isReading = false;
  private wakeTimer: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(options: DownloadQueueOptions) {
    this.options = options;
    const { now, connection, kept } = options;
    this.fileTries = new Attempts(filePauseMs, now);
    this.sequenceTries = new Attempts(sequencePauseMs, now);
    this.rate = new TransferRate(now);
    this.feed = new ChangeFeed(({ changedIds, removedIds, hasNewOrder }) => {
      const changed = [...changedIds].flatMap((id) => this.describe(id));
      options.onChange({ changed, removedIds: [...removedIds], order: hasNewOrder ? this.order() : null });
    });
    this.hold = new QueueHold(() => this.onHoldChange());
    this.stopWatching = connection.onChange(() => this.onConnectionChange());
    for (const { id } of kept.list()) this.add(id);
  }

  /** Goes on where the last run of the app stopped. */
  start(): void {
    this.run('start', async () => {
      this.dropForgottenPins();
      for (const { id } of this.options.kept.list()) {
        await this.downloads.get(id)?.check();
        // Files and the page come first, however many sequences there are.
        await nextTurn();
        if (this.isClosed) return;
      }
    });
    this.pump();
  }

  /** Adds sequences, or changes the choice of those that are there; all are written down when this resolves. Rejects with `storage`. */
  async keep(requests: readonly KeepRequest[], choice: KeepChoice): Promise<string[]> {
    const { kept } = this.options;
    const last = kept.list().at(-1)?.position ?? 0;
    const ids = requests.map(keptIdOf);
    await inBundles([...requests.entries()], async ([index, { owner, slug, sequenceUid, label }]) => {
      const id = keptIdOf({ owner, slug, sequenceUid });
      const known = kept.get(id);
      if (known === undefined) {
        const unknown = { total: null, keptAtMs: null, verifiedAtMs: null };
        const saving = kept.save({ version: 1, id, owner, slug, sequenceUid, label, choice, isPaused: false, position: last + index + 1, ...unknown });
        this.add(id);
        this.feed.change(id);
        this.feed.reorder();
        await saving;
      } else if (known.keptAtMs === null || !isSameChoice(known.choice, choice)) {
        await this.restart(id, { choice, label, isPaused: false });
      }
    });
    this.pump();
    return ids;
  }

  /** In the order of the queue. */
  list(): Download[] {
    return this.order().flatMap((id) => this.describe(id));
  }

  /** Null: all of them, also for the next. Rejects with `storage`. */
  async pause(ids: readonly string[] | null): Promise<void> {
    await inBundles(this.chosen(ids), async (download) => {
      if (download.sequence.keptAtMs !== null || download.sequence.isPaused) return;
      download.stop();
      const saving = this.options.kept.save({ ...download.sequence, isPaused: true });
      this.feed.change(download.id);
      await saving;
    });
    this.pump();
  }

  /** Goes on with what is paused, and at once with what waits. Rejects with `storage`. */
  async resume(ids: readonly string[] | null): Promise<void> {
    await inBundles(this.chosen(ids), async ({ id, sequence }) => {
      if (sequence.isPaused) await this.restart(id, { isPaused: false });
    });
    this.tryNow();
  }

  /** Tries what failed again. Rejects with `storage`. */
  async retry(ids: readonly string[] | null): Promise<void> {
    await inBundles(this.chosen(ids), async ({ id, hasFailed }) => {
      if (hasFailed) await this.restart(id, {});
    });
    this.tryNow();
  }

  /** Ends the keeping, and deletes what nobody else needs. Rejects with `storage`. */
  async remove(ids: readonly string[] | null): Promise<void> {
    const { kept, store } = this.options;
    await inBundles(this.chosen(ids), async (download) => {
      const { id } = download;
      download.stop();
      this.downloads.delete(id);
      this.feed.remove(id);
      this.feed.reorder();
      await kept.remove(id);
      // Files that are still being written would not be deleted.
      await this.settled(id);
      await store.deletePinned(id);
    });
    this.pump();
  }

  /** Puts one before another, last with null. Rejects with `storage`. */
  async reorder(id: string, beforeId: string | null): Promise<void> {
    const { kept } = this.options;
    const others = kept.list().filter((sequence) => sequence.id !== id);
    const moved = kept.get(id);
    if (moved === undefined || id === beforeId) return;
    const found = others.findIndex((sequence) => sequence.id === beforeId);
    const index = found < 0 ? others.length : found;
    const before = others[index - 1]?.position;
    const after = others[index]?.position;
    const position = before === undefined ? (after ?? 1) - 1 : after === undefined ? before + 1 : (before + after) / 2;
    if (position === before || position === after) {
      const order = others.toSpliced(index, 0, moved);
      for (const [place, sequence] of order.entries()) await kept.save({ ...sequence, position: place });
    } else {
      await kept.save({ ...moved, position });
    }
    this.feed.reorder();
    this.pump();
  }

  /** What of a download could not be had, at most `limit` of it. */
  failures(id: string, limit: number): FailedFile[] {
    return this.downloads.get(id)?.failedFiles(limit) ?? [];
  }

  /** The service has something else than is kept, or a kept file is gone: asks again, and fetches what is new. */
  async refresh(id: string): Promise<void> {
    const sequence = this.options.kept.get(id);
    if (sequence === undefined || sequence.isPaused || sequence.keptAtMs === null) return;
    await this.restart(id, {});
    this.pump();
  }

  /** Files of these sequences were verified, and may have been found damaged: what is gone is fetched again. Rejects with `storage`. */
  async noteVerified(id: string, atMs: number): Promise<void> {
    const { kept } = this.options;
    const sequence = kept.get(id);
    if (sequence === undefined) return;
    await kept.save({ ...sequence, verifiedAtMs: atMs });
    await this.downloads.get(id)?.check();
    this.pump();
  }

  /** Something that it may wait for is different: somebody signed in, or there is room on the disk. */
  tryNow(): void {
    this.fileTries.tryNow();
    this.sequenceTries.tryNow();
    this.hold.tryNow();
    this.pump();
  }

  /** Stops everything; it goes on at the next start. Resolves once nothing is written any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.stopWatching();
    this.hold.close();
    this.feed.close();
    if (this.wakeTimer !== null) clearTimeout(this.wakeTimer);
    for (const download of this.downloads.values()) download.stop();
    await Promise.all([...this.tasks.keys()].map((id) => this.settled(id)));
  }

  private order(): string[] {
    return this.options.kept.list().map(({ id }) => id);
  }

  private chosen(ids: readonly string[] | null): SequenceDownload[] {
    return (ids ?? this.order()).flatMap((id) => this.downloads.get(id) ?? []);
  }

  private describe(id: string): Download[] {
    const download = this.downloads.get(id);
    return download === undefined ? [] : [download.describe(this.holdNow(), this.rate.bytesPerSecond())];
  }

  private add(id: string): void {
    this.downloads.set(id, new SequenceDownload(id, this.options, () => this.feed.change(id)));
  }

  private async restart(id: string, change: Parameters<SequenceDownload['restart']>[0]): Promise<void> {
    this.sequenceTries.forget(id);
    await this.downloads.get(id)?.restart(change);
  }

  /** Of sequences whose removal was interrupted: their files are of nobody's asking any more. */
  private dropForgottenPins(): void {
    const { kept, store } = this.options;
    if (!kept.isWhole) return;
    for (const id of store.pinIds()) {
      if (kept.get(id) === undefined) store.unpin(id);
    }
  }

  private holdNow(): Hold | null {
    const offline: Hold = { kind: 'network', reason: 'Waiting for the network. What is here stays, and the rest follows by itself.' };
    return this.options.connection.isOffline() ? offline : this.hold.current;
  }

  private onHoldChange(): void {
    for (const [id, download] of this.downloads) {
      if (download.isUnfinished) this.feed.change(id);
    }
    this.pump();
  }

  private onConnectionChange(): void {
    if (this.options.connection.isOffline()) {
      for (const download of this.downloads.values()) download.stop();
      this.rate.reset();
    }
    this.onHoldChange();
    this.tryNow();
  }

  /** Starts what may be started now: called whenever anything has changed. */
  private pump(): void {
    if (this.isClosed || this.options.connection.isOffline()) return;
    const limit = this.hold.limit(this.options.settings().concurrency);
    let dueMs = Infinity;
    for (const id of this.order()) {
      const download = this.downloads.get(id);
      if (this.underWay >= limit) return;
      if (download === undefined || !download.isUnfinished) continue;
      if (download.isToBeRead && !this.isReading) {
        const readDueMs = this.sequenceTries.dueMs(id);
        if (readDueMs <= this.options.now()) this.read(download);
        else dueMs = Math.min(dueMs, readDueMs);
      }
      dueMs = Math.min(dueMs, this.fetchFrom(download, limit));
    }
    this.pumpAt(dueMs);
  }

  /** Returns when the next file of it is due, in milliseconds of the clock. */
  private fetchFrom(download: SequenceDownload, limit: number): number {
    let dueMs = Infinity;
    const isDue = (key: string) => {
      const keyDueMs = this.fileTries.dueMs(key);
      if (keyDueMs <= this.options.now()) return true;
      dueMs = Math.min(dueMs, keyDueMs);
      return false;
    };
    while (this.underWay < limit) {
      const file = download.claim(isDue);
      if (file === null) break;
      this.fetch(download, file);
    }
    if (download.isFetched) this.finish(download);
    return dueMs;
  }

  private pumpAt(dueMs: number): void {
    if (this.wakeTimer !== null) clearTimeout(this.wakeTimer);
    this.wakeTimer = dueMs === Infinity ? null : setTimeout(() => this.pump(), Math.max(0, dueMs - this.options.now()));
  }

  private read(download: SequenceDownload): void {
    const { id } = download;
    this.isReading = true;
    this.underWay += 1;
    this.run(id, async () => {
      try {
        await download.read(this.sequenceTries.triesOf(id) < patientTries);
        this.succeeded(this.sequenceTries, id);
      } catch (cause) {
        const failure = this.failureOf(cause);
        if (failure.kind === 'cancelled') return;
        const hold = holdOf(failure);
        if (hold !== null) this.hold.begin(hold, failure.retryAtMs);
        if (!this.sequenceTries.failed(id, { failure, lengthBytes: 0 })) download.fail(failure);
      } finally {
        this.isReading = false;
        this.underWay -= 1;
      }
    });
  }

  private fetch(download: SequenceDownload, file: PlannedFile): void {
    this.underWay += 1;
    this.run(download.id, async () => {
      const outcome = await download.fetch(file, (bytes) => this.rate.add(bytes));
      this.underWay -= 1;
      if (outcome === null) {
        this.succeeded(this.fileTries, file.key);
        return;
      }
      const { failure, lengthBytes } = outcome;
      if (failure.kind === 'cancelled') return;
      const hold = holdOf(failure);
      // A host that answered and broke off is that file's trouble until others fail as well.
      if (hold !== null && !(hold.kind === 'network' && lengthBytes > 0)) this.hold.begin(hold, failure.retryAtMs);
      if (this.fileTries.failed(file.key, outcome)) download.putBack(file);
      else download.giveUp(file, failure);
    });
  }

  private finish(download: SequenceDownload): void {
    this.run(download.id, async () => {
      try {
        await download.finish();
      } catch (cause) {
        const failure = this.failureOf(cause);
        const hold = holdOf(failure);
        if (hold !== null) this.hold.begin(hold, undefined);
        else if (failure.kind !== 'cancelled') download.fail(failure);
      }
    });
  }

  private succeeded(tries: Attempts, id: string): void {
    tries.succeeded(id);
    this.hold.end();
  }

  /** Does work for a download, and looks afterwards what comes next. `work` does not reject but by a defect. */
  private run(id: string, work: () => Promise<void>): void {
    const task = work()
      .catch((cause: unknown) => {
        this.options.log.error('Keeping a sequence offline met a defect.', { cause });
      })
      .then(() => {
        const tasks = this.tasks.get(id);
        tasks?.delete(task);
        if (tasks?.size === 0) this.tasks.delete(id);
        if (this.underWay === 0) this.rate.reset();
        this.pump();
      });
    const tasks = this.tasks.get(id) ?? new Set();
    this.tasks.set(id, tasks.add(task));
  }

  private async settled(id: string): Promise<void> {
    while (this.tasks.has(id)) await Promise.all(this.tasks.get(id) ?? []);
  }

  private failureOf(cause: unknown): Failure {
    if (cause instanceof Failure) return cause;
    this.options.log.error('Keeping a sequence offline met a defect.', { cause });
    return new Failure('internal', 'Something went wrong inside Avala Viewer. Nothing was lost; try again.');
  }
}

function isSameChoice(a: KeepChoice, b: KeepChoice): boolean {
  return JSON.stringify([a.viewKeys, a.frameRange, a.everyNth]) === JSON.stringify([b.viewKeys, b.frameRange, b.everyNth]);
}
