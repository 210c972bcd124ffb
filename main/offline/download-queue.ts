import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Download, FailedFile, KeepChoice } from '../../preload/contract/downloads.ts';
import type { SequenceRef } from '../sources/sequence-reader.ts';
import { ChangeFeed } from './change-feed.ts';
import { DownloadScheduler, type DownloadSchedulerOptions } from './download-scheduler.ts';
import { inBundles } from './in-bundles.ts';
import { keptIdOf } from './kept-sequence.ts';
import { SequenceDownload, type DownloadParts } from './sequence-download.ts';

/** What has changed, as `download.changed` tells it. */
export interface DownloadsChanged {
  changed: Download[];
  removedIds: string[];
  order: string[] | null;
}

export interface DownloadQueueOptions extends DownloadParts, Omit<DownloadSchedulerOptions, 'inOrder' | 'onHoldChange'> {
  /** States are told at once, progress at most a few times a second. */
  onChange: (changes: DownloadsChanged) => void;
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
  private readonly scheduler: DownloadScheduler;
  private readonly feed: ChangeFeed;
  private isClosed = false;

  constructor(options: DownloadQueueOptions) {
    this.options = options;
    this.feed = new ChangeFeed(({ changedIds, removedIds, hasNewOrder }) => {
      const changed = [...changedIds].flatMap((id) => this.describe(id));
      options.onChange({ changed, removedIds: [...removedIds], order: hasNewOrder ? this.order() : null });
    });
    this.scheduler = new DownloadScheduler({
      ...options,
      inOrder: () => this.chosen(null),
      onHoldChange: () => {
        for (const { id, isUnfinished } of this.downloads.values()) {
          if (isUnfinished) this.feed.change(id);
        }
      },
    });
    for (const { id } of options.kept.list()) this.add(id);
  }

  /** Goes on where the last run of the app stopped. */
  start(): void {
    if (this.options.storeProblem() !== null) return;
    this.scheduler.run('start', async () => {
      this.dropForgottenPins();
      for (const { id } of this.options.kept.list()) {
        await this.downloads.get(id)?.check();
        // Files and the page come first, however many sequences there are.
        await nextTurn();
        if (this.isClosed) return;
      }
    });
    this.scheduler.pump();
  }

  /** Adds sequences, or changes the choice of those that are there; all are written down when this resolves. Rejects with `storage`. */
  async keep(requests: readonly KeepRequest[], choice: KeepChoice): Promise<string[]> {
    const { kept } = this.options;
    this.requireStore();
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
      } else if (known.isPaused || this.downloads.get(id)?.hasFailed === true || !isSameChoice(known.choice, choice)) {
        await this.restart(id, { choice, label, isPaused: false });
      }
    });
    this.scheduler.pump();
    return ids;
  }

  /** In the order of the queue. */
  list(): Download[] {
    return this.order().flatMap((id) => this.describe(id));
  }

  /** Null: all of them, also for the next. Rejects with `storage`. */
  async pause(ids: readonly string[] | null): Promise<void> {
    this.requireStore();
    await inBundles(this.chosen(ids), async (download) => {
      if (download.sequence.keptAtMs !== null || download.sequence.isPaused) return;
      download.stop();
      const saving = this.options.kept.save({ ...download.sequence, isPaused: true });
      this.feed.change(download.id);
      await saving;
    });
    this.scheduler.pump();
  }

  /** Goes on with what is paused, and at once with what waits. Rejects with `storage`. */
  async resume(ids: readonly string[] | null): Promise<void> {
    this.requireStore();
    await inBundles(this.chosen(ids), async ({ id, sequence }) => {
      if (sequence.isPaused) await this.restart(id, { isPaused: false });
    });
    this.tryNow();
  }

  /** Tries what failed again. Rejects with `storage`. */
  async retry(ids: readonly string[] | null): Promise<void> {
    this.requireStore();
    await inBundles(this.chosen(ids), async ({ id, hasFailed }) => {
      if (hasFailed) await this.restart(id, {});
    });
    this.tryNow();
  }

  /** Ends the keeping, and deletes what nobody else needs. Rejects with `storage`. */
  async remove(ids: readonly string[] | null): Promise<void> {
    const { kept } = this.options;
    const store = this.options.store();
    await inBundles(this.chosen(ids), async (download) => {
      const { id } = download;
      download.stop();
      this.downloads.delete(id);
      this.feed.remove(id);
      this.feed.reorder();
      await kept.remove(id);
      // Files that are still being written would not be deleted.
      await this.scheduler.settled(id);
      await store.deletePinned(id);
    });
    this.scheduler.pump();
  }

  /** Puts one before another, last with null. Rejects with `storage`. */
  async reorder(id: string, beforeId: string | null): Promise<void> {
    const { kept } = this.options;
    this.requireStore();
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
    this.scheduler.pump();
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
    this.scheduler.pump();
  }

  /** The service has just what is kept. Rejects with `storage`. */
  async noteUnchanged(id: string): Promise<void> {
    const { kept, now } = this.options;
    const sequence = kept.get(id);
    if (sequence === undefined || sequence.keptAtMs === null) return;
    await kept.save({ ...sequence, keptAtMs: now() });
    this.feed.change(id);
  }

  /** Files of these sequences were verified, and may have been found damaged: what is gone is fetched again. Rejects with `storage`. */
  async noteVerified(id: string, atMs: number): Promise<void> {
    const { kept } = this.options;
    const sequence = kept.get(id);
    if (sequence === undefined) return;
    await kept.save({ ...sequence, verifiedAtMs: atMs });
    await this.downloads.get(id)?.check();
    this.scheduler.pump();
  }

  /** Something that it may wait for is different: somebody signed in, or there is room on the disk. */
  tryNow(): void {
    this.scheduler.tryNow();
  }

  /** Writes nothing into the store while `work` runs, and goes on after it. */
  async suspendWhile<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      await this.scheduler.stop();
      return await work();
    } finally {
      if (!this.isClosed) this.scheduler.goOn();
    }
  }

  /** Stops everything; it goes on at the next start. Resolves once nothing is written any more. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.feed.close();
    await this.scheduler.stop();
    this.scheduler.close();
  }

  /** Without a store nothing can be kept, and what is to be kept may be another process's list. Throws `storage`. */
  private requireStore(): void {
    this.options.store();
  }

  private order(): string[] {
    return this.options.kept.list().map(({ id }) => id);
  }

  private chosen(ids: readonly string[] | null): SequenceDownload[] {
    return (ids ?? this.order()).flatMap((id) => this.downloads.get(id) ?? []);
  }

  private describe(id: string): Download[] {
    const download = this.downloads.get(id);
    return download === undefined ? [] : [download.describe(this.scheduler.held, this.scheduler.bytesPerSecond)];
  }

  private add(id: string): void {
    this.downloads.set(id, new SequenceDownload(id, this.options, (what) => (what === 'state' ? this.feed.change(id) : this.feed.progress(id))));
  }

  private async restart(id: string, change: Parameters<SequenceDownload['restart']>[0]): Promise<void> {
    this.scheduler.forgetTries(id);
    await this.downloads.get(id)?.restart(change);
  }

  /** Of sequences whose removal was interrupted: their files are of nobody's asking any more. */
  private dropForgottenPins(): void {
    const { kept } = this.options;
    const store = this.options.store();
    if (!kept.isWhole) return;
    for (const id of store.pinIds()) {
      if (kept.get(id) === undefined) store.unpin(id);
    }
  }
}

function isSameChoice(a: KeepChoice, b: KeepChoice): boolean {
  return JSON.stringify([a.viewKeys, a.frameRange, a.everyNth]) === JSON.stringify([b.viewKeys, b.frameRange, b.everyNth]);
}
