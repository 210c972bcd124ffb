import type { DownloadSettings } from '../../preload/contract/downloads.ts';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import { Attempts } from './attempts.ts';
import type { ConnectionState } from './connection-state.ts';
import type { PlannedFile } from './download-plan.ts';
import { networkHold, QueueHold, type Hold } from './queue-hold.ts';
import type { SequenceDownload } from './sequence-download.ts';
import { TransferRate } from './transfer-rate.ts';

/** Pauses before the next try, which double: of a file, and of a whole sequence, which costs the service more. */
const filePauseMs = 1_000;
const sequencePauseMs = 2_000;

/** A disk that is slower than the network may be behind by this many files. */
const mostSettling = 32;

/** Sequences are read again this often while views of theirs are missing because a host does not answer. */
const patientTries = 2;

export interface DownloadSchedulerOptions {
  /** Those that there are, in the order of the queue. */
  inOrder: () => Iterable<SequenceDownload>;
  settings: () => DownloadSettings;
  /** Why there is no store; null when there is one. */
  storeProblem: () => Failure | null;
  connection: ConnectionState;
  /** Told that what holds everything up is another now. */
  onHoldChange: () => void;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  log: Logger;
}

/**
 * Decides what is done next for the downloads of the queue, as far as the settings, the network and what went wrong before
 * allow: one sequence is read at a time, in order, while files of those before it are still fetched.
 */
export class DownloadScheduler {
  private readonly options: DownloadSchedulerOptions;
  /** Work under way, by the download that it is for. */
  private readonly tasks = new Map<string, Set<Promise<void>>>();
  private readonly fileTries: Attempts;
  private readonly sequenceTries: Attempts;
  private readonly rate: TransferRate;
  private readonly hold: QueueHold;
  private readonly stopWatching: () => void;
  /** Files and readings that use the network. */
  private underWay = 0;
  /** Files that have come and are being hashed, flushed and written down. */
  private settling = 0;
  private isReading = false;
  private isStopped = false;
  private wakeTimer: NodeJS.Timeout | null = null;

  constructor(options: DownloadSchedulerOptions) {
    this.options = options;
    const { now, connection } = options;
    this.fileTries = new Attempts(filePauseMs, now);
    this.sequenceTries = new Attempts(sequencePauseMs, now);
    this.rate = new TransferRate(now);
    this.hold = new QueueHold(() => {
      options.onHoldChange();
      this.pump();
    });
    this.stopWatching = connection.onChange(() => this.onConnectionChange());
  }

  /** What holds everything up. */
  get held(): Hold | null {
    const problem = this.options.storeProblem();
    if (problem !== null) return { kind: 'storage', reason: problem.message };
    return this.options.connection.isOffline() ? networkHold : this.hold.current;
  }

  /** The speed of everything together, null while there is none. */
  get bytesPerSecond(): number | null {
    return this.rate.bytesPerSecond();
  }

  /** What a download waited for, because it failed before, is forgotten. */
  forgetTries(id: string): void {
    this.sequenceTries.forget(id);
  }

  /** What waits is tried at once: there is reason to hope, or somebody asked for it. */
  tryNow(): void {
    this.fileTries.tryNow();
    this.sequenceTries.tryNow();
    this.hold.tryNow();
    this.pump();
  }

  /** Starts nothing more, and resolves once nothing is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const download of this.options.inOrder()) download.stop();
    await Promise.all([...this.tasks.keys()].map((id) => this.settled(id)));
  }

  /** Goes on after `stop`. */
  goOn(): void {
    this.isStopped = false;
    this.pump();
  }

  /** Lets its timers go; after `stop`. */
  close(): void {
    this.stopWatching();
    this.hold.close();
    if (this.wakeTimer !== null) clearTimeout(this.wakeTimer);
  }

  /** Starts what may be started now: called whenever anything has changed. */
  pump(): void {
    if (this.isStopped || this.options.connection.isOffline() || this.options.storeProblem() !== null) return;
    const limit = this.hold.limit(this.options.settings().concurrency);
    let dueMs = Infinity;
    for (const download of this.options.inOrder()) {
      if (this.underWay >= limit) return;
      if (!download.isUnfinished) continue;
      if (download.isToBeRead && !this.isReading) {
        const readDueMs = this.sequenceTries.dueMs(download.id);
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
    while (this.underWay < limit && this.settling < mostSettling) {
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
        const verdict = this.sequenceTries.failed(id, { failure, lengthBytes: 0 });
        if (verdict === 'hold-all') this.hold.begin(failure);
        else if (verdict === 'given-up') download.fail(failure);
      } finally {
        this.isReading = false;
        this.underWay -= 1;
      }
    });
  }

  private fetch(download: SequenceDownload, file: PlannedFile): void {
    this.underWay += 1;
    let step: 'under-way' | 'settling' | 'over' = 'under-way';
    // The network goes on while the disk has work left.
    const onReceived = () => {
      if (step !== 'under-way') return;
      step = 'settling';
      this.underWay -= 1;
      this.settling += 1;
      this.pump();
    };
    this.run(download.id, async () => {
      const outcome = await download.fetch(file, { onBytes: (bytes) => this.rate.add(bytes), onReceived });
      if (step === 'settling') this.settling -= 1;
      else this.underWay -= 1;
      step = 'over';
      if (outcome === 'stopped') return;
      if (outcome === 'kept') {
        this.succeeded(this.fileTries, file.key);
        return;
      }
      const verdict = this.fileTries.failed(file.key, outcome);
      if (verdict === 'hold-all') this.hold.begin(outcome.failure);
      if (verdict === 'given-up') download.giveUp(file, outcome.failure);
      else download.putBack(file);
    });
  }

  private finish(download: SequenceDownload): void {
    this.run(download.id, async () => {
      try {
        await download.finish();
      } catch (cause) {
        const failure = this.failureOf(cause);
        if (failure.kind === 'storage') this.hold.begin(failure);
        else if (failure.kind !== 'cancelled') download.fail(failure);
      }
    });
  }

  private succeeded(tries: Attempts, id: string): void {
    tries.succeeded(id);
    this.hold.end();
  }

  /** Does work for a download, and looks afterwards what comes next. `work` does not reject but by a defect. */
  run(id: string, work: () => Promise<void>): void {
    const tasks = this.tasks.get(id) ?? new Set();
    this.tasks.set(id, tasks);
    const finished = (async () => {
      try {
        await work();
      } catch (cause) {
        this.failureOf(cause);
      }
    })().finally(() => {
      tasks.delete(finished);
      if (tasks.size === 0) this.tasks.delete(id);
      if (this.underWay === 0) this.rate.reset();
      this.pump();
    });
    tasks.add(finished);
  }

  /** Resolves when nothing is under way for a download. */
  async settled(id: string): Promise<void> {
    for (let tasks = this.tasks.get(id); tasks !== undefined; tasks = this.tasks.get(id)) await Promise.all(tasks);
  }

  private failureOf(cause: unknown): Failure {
    if (cause instanceof Failure) return cause;
    this.options.log.error('Keeping a sequence offline met a defect.', { cause });
    return new Failure('internal', 'Something went wrong inside Avala Viewer. Nothing was lost; try again.');
  }

  private onConnectionChange(): void {
    if (this.options.connection.isOffline()) {
      for (const download of this.options.inOrder()) download.stop();
      this.rate.reset();
    }
    this.options.onHoldChange();
    this.tryNow();
  }
}
