import type { Download, FailedFile, KeepChoice } from '../../preload/contract/downloads.ts';
import { cancelled, Failure, toAppError } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import type { TryOutcome } from './attempts.ts';
import { DownloadProgress } from './download-progress.ts';
import { planDownload, type PlannedFile } from './download-plan.ts';
import type { ArrivalListener, FetchFile } from './fetch-file.ts';
import type { KeptSequence } from './kept-sequence.ts';
import type { KeptSequences } from './kept-sequences.ts';
import type { Hold } from './queue-hold.ts';
import { readSequence, type LiveSequence, type OpenLive } from './read-sequence.ts';
import { verifyKept } from './verify-kept.ts';

/** What the downloads of all sequences work with. */
export interface DownloadParts {
  kept: KeptSequences;
  /** The store as it is now. Throws `storage` while there is none. */
  store: () => Pick<ByteStore, 'pin' | 'unpin' | 'pinIds' | 'deletePinned' | 'pinUsage' | 'recordsOf' | 'missingOf' | 'read' | 'check'>;
  openLive: OpenLive;
  fetchFile: FetchFile;
  /** The media id of an asset that was registered. */
  mediaIdOf: (identity: string) => string;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}

/** Told whether a download is in another state, or only further than it was. */
type OnDownloadChange = (what: 'state' | 'progress') => void;

/** What the queue is told of a file. */
interface FetchListener {
  onBytes: (receivedBytes: number) => void;
  /** It needs the network no more. */
  onReceived: () => void;
}

type Phase = 'idle' | 'resolving' | 'fetching' | 'verifying';
type Counts = Pick<Download, 'files' | 'frames' | 'bytes'>;

const nothing: Counts = { files: { done: 0, total: 0 }, frames: { done: 0, total: 0 }, bytes: { done: 0, total: null } };

/** One sequence that is kept or on its way: what is known of it now, and the steps that bring it further. */
export class SequenceDownload {
  readonly id: string;
  phase: Phase = 'idle';
  /** Null: nothing is known to be wrong. */
  private trouble: string | null = null;
  private readonly failures = new Map<string, { file: PlannedFile; reason: string }>();
  private unread: { key: string; reason: string }[] = [];
  private pending: PlannedFile[] = [];
  /** Files on their way. */
  private running = new Set<PlannedFile>();
  private progress: DownloadProgress | null = null;
  private counted: Counts = nothing;
  private live: LiveSequence | null = null;
  private work = new AbortController();
  private readonly parts: DownloadParts;
  /** Told of what can be seen from outside. */
  private readonly onChange: OnDownloadChange;

  constructor(id: string, parts: DownloadParts, onChange: OnDownloadChange) {
    this.id = id;
    this.parts = parts;
    this.onChange = onChange;
  }

  /** As it is written down; what was removed meanwhile is `cancelled`. */
  get sequence(): KeptSequence {
    const sequence = this.parts.kept.get(this.id);
    if (sequence === undefined) throw cancelled();
    return sequence;
  }

  /** Whether the service has to be asked before files can be fetched. */
  get isToBeRead(): boolean {
    return this.phase === 'idle' && this.isUnfinished;
  }

  /** Whether there is work to do, now or later. */
  get isUnfinished(): boolean {
    const { isPaused, keptAtMs } = this.sequence;
    return !isPaused && keptAtMs === null && this.trouble === null;
  }

  private get hasBegun(): boolean {
    return this.phase !== 'idle';
  }

  /** Whether all of its files were tried. */
  get isFetched(): boolean {
    return this.phase === 'fetching' && this.pending.length === 0 && this.running.size === 0;
  }

  /** Whether something of it could not be had. */
  get hasFailed(): boolean {
    return this.trouble !== null;
  }

  /** Compares what is written down with what is on disk: at the start, and when files were found to be gone. */
  async check(): Promise<void> {
    const { kept } = this.parts;
    const store = this.parts.store();
    const { id } = this;
    const { total, keptAtMs, choice } = this.sequence;
    if (total === null || this.hasBegun) return;
    let usage = store.pinUsage(id);
    const isPartial = usage.files.done > 0 && usage.files.done < total.files;
    // A pin that a loss of power took is set again.
    const plan = isPartial || usage.files.total !== total.files ? await this.readPlan(choice) : null;
    // Meanwhile it may have been begun, which finds all this out itself.
    if (this.hasBegun) return;
    if (plan !== null && usage.files.total !== total.files) {
      store.pin(id, plan.map(({ key }) => key));
      usage = store.pinUsage(id);
    }
    const isWhole = usage.files.done === total.files;
    this.counted =
      plan === null
        ? { files: { done: isWhole ? total.files : 0, total: total.files }, frames: { done: isWhole ? total.frames : 0, total: total.frames }, bytes: { done: usage.bytes, total: isWhole ? usage.bytes : null } }
        : this.progressOf(plan).counts();
    if (!isWhole && keptAtMs !== null) await kept.save({ ...this.sequence, keptAtMs: null });
    this.onChange('state');
  }

  /** Asks the service, writes down what is wanted, and pins it. Rejects with why that is not possible now. */
  async read(isPatient: boolean): Promise<void> {
    const { kept, openLive } = this.parts;
    const { signal } = this.begin('resolving');
    const { owner, slug, sequenceUid, choice } = this.sequence;
    try {
      const known = await kept.readManifest(this.id);
      const { live, manifest, unread } = await readSequence(openLive, { owner, slug, sequenceUid }, { choice, known, isPatient }, signal);
      if (signal.aborted) live.close();
      else this.live = live;
      const plan = planDownload(manifest, choice);
      await kept.writeManifest(this.id, manifest);
      if (signal.aborted) throw cancelled();
      this.parts.store().pin(this.id, plan.map(({ key }) => key));
      const frames = new Set(plan.flatMap(({ steps }) => steps)).size;
      await kept.save({ ...this.sequence, total: { files: plan.length, frames } });
      if (signal.aborted) throw cancelled();
      this.unread = unread;
      this.fetchMissing(plan);
    } catch (cause) {
      if (!signal.aborted) this.rest();
      throw cause;
    }
  }

  /** The next file to fetch, of those that `isDue`. */
  claim(isDue: (key: string) => boolean): PlannedFile | null {
    if (this.phase !== 'fetching' || !this.isUnfinished) return null;
    const index = this.pending.findIndex(({ key }) => isDue(key));
    return this.pending.splice(index, index < 0 ? 0 : 1)[0] ?? null;
  }

  /**
   * Fetches a file that was claimed. How it failed is a value, and then it is for `putBack` or `giveUp`; `stopped`: it is
   * not wanted any more, or planned anew.
   */
  async fetch(file: PlannedFile, { onBytes, onReceived }: FetchListener): Promise<'kept' | 'stopped' | TryOutcome> {
    const { fetchFile, mediaIdOf } = this.parts;
    const { progress, work, running } = this;
    running.add(file);
    this.onChange('progress');
    let arrivedBytes = 0;
    const listener: ArrivalListener = {
      onBytes: (received, length, total) => {
        arrivedBytes = length;
        onBytes(received);
        progress?.arrive(file.key, length, total);
        this.onChange('progress');
      },
      onReceived,
    };
    try {
      const lengthBytes = await fetchFile(mediaIdOf(file.identity), file.key, listener, work.signal);
      progress?.finish(file.key, lengthBytes);
      return work.signal.aborted ? 'stopped' : 'kept';
    } catch (cause) {
      progress?.stop(file.key);
      if (work.signal.aborted) return 'stopped';
      return { failure: failureOf(cause), lengthBytes: arrivedBytes };
    } finally {
      running.delete(file);
      this.onChange('progress');
    }
  }

  /** To be tried again, after the others. */
  putBack(file: PlannedFile): void {
    this.pending.push(file);
  }

  /** It cannot be had; the others still can. */
  giveUp(file: PlannedFile, failure: Failure): void {
    const reason = failure.kind === 'not-found' ? (this.unread.find(({ key }) => key === file.viewKey)?.reason ?? failure.message) : failure.message;
    this.failures.set(file.key, { file, reason });
    this.onChange('progress');
  }

  /** The sequence itself cannot be had. */
  fail(failure: Failure): void {
    this.trouble = failure.message;
    this.rest();
  }

  /** Looks at what has come: it is available now, or it says what is missing. Rejects with `storage` and `cancelled`. */
  async finish(): Promise<void> {
    const { kept, now } = this.parts;
    const { signal } = this.work;
    this.phase = 'verifying';
    this.onChange('state');
    try {
      const files = await verifyKept(this.parts.store(), this.id, signal);
      if (files === null && this.failures.size === 0) {
        // What was there has gone or was damaged meanwhile.
        const plan = await this.readPlan(this.sequence.choice);
        if (signal.aborted) throw cancelled();
        if (plan === null) this.rest();
        else this.fetchMissing(plan);
        return;
      }
      if (files !== null) this.failures.clear();
      const trouble = this.troubleNow();
      if (trouble !== null) this.trouble = trouble;
      else if (files !== null) {
        await kept.writeFiles(this.id, files);
        if (signal.aborted) throw cancelled();
        await kept.save({ ...this.sequence, keptAtMs: now() });
      }
      this.rest();
    } catch (cause) {
      if (!signal.aborted) this.rest();
      throw cause;
    }
  }

  /** Stops what is done for it. What runs ends as `cancelled`; what has come stays. */
  stop(): void {
    this.work.abort();
    this.rest();
  }

  /** Stops, and forgets what failed: the service is asked again. */
  async restart(change: Partial<Pick<KeptSequence, 'choice' | 'label' | 'isPaused'>>): Promise<void> {
    this.stop();
    this.trouble = null;
    this.failures.clear();
    this.unread = [];
    await this.parts.kept.save({ ...this.sequence, ...change, keptAtMs: null });
    this.onChange('state');
  }

  /** The files that could not be had, and the views, at most `limit`. */
  failedFiles(limit: number): FailedFile[] {
    const views = this.unread.map(({ key, reason }) => ({ viewKey: key, frame: null, reason }));
    const files = [...this.failures.values()].map(({ file: { viewKey, frame }, reason }) => ({ viewKey, frame, reason }));
    return [...views, ...files].slice(0, limit);
  }

  /** As people see it, while the queue is held up by `hold`. `bytesPerSecond`: the speed of the whole queue. */
  describe(hold: Hold | null, bytesPerSecond: number | null): Download {
    const { owner, slug, sequenceUid, label, choice, keptAtMs } = this.sequence;
    const counts = this.progress?.counts() ?? this.counted;
    const state = this.stateUnder(hold);
    const leftBytes = counts.bytes.total === null ? null : Math.max(0, counts.bytes.total - counts.bytes.done);
    const isMoving = state === 'downloading' && bytesPerSecond !== null && leftBytes !== null;
    const reason = state === 'failed' ? this.trouble : isHeld(state, this.sequence.isPaused) ? (hold?.reason ?? null) : null;
    return {
      id: this.id,
      owner,
      slug,
      sequenceUid,
      label,
      state,
      choice,
      ...counts,
      msLeft: isMoving ? Math.round((leftBytes / bytesPerSecond) * 1_000) : null,
      failedFiles: this.failures.size,
      reason,
      keptAtMs,
    };
  }

  private stateUnder(hold: Hold | null): Download['state'] {
    const { isPaused, keptAtMs } = this.sequence;
    if (this.phase === 'verifying') return 'verifying';
    if (keptAtMs !== null) return 'available';
    if (isPaused) return 'paused';
    if (this.trouble !== null) return 'failed';
    if (hold !== null) return hold.kind === 'storage' ? 'paused' : 'waiting-for-network';
    if (this.phase === 'resolving') return 'resolving';
    return this.phase === 'fetching' ? 'downloading' : 'queued';
  }

  private begin(phase: Phase): AbortController {
    this.work = new AbortController();
    this.phase = phase;
    this.onChange('state');
    return this.work;
  }

  private rest(): void {
    this.phase = 'idle';
    this.live?.close();
    this.live = null;
    this.pending = [];
    this.running = new Set();
    if (this.progress !== null) this.counted = this.progress.counts();
    this.progress = null;
    this.onChange('state');
  }

  private fetchMissing(plan: readonly PlannedFile[]): void {
    this.progress = this.progressOf(plan);
    const there = this.progress;
    this.pending = plan.filter(({ key }) => !there.has(key));
    this.phase = 'fetching';
    this.onChange('state');
  }

  private progressOf(plan: readonly PlannedFile[]): DownloadProgress {
    return new DownloadProgress(plan, new Map(this.parts.store().recordsOf(this.id).map(({ key, lengthBytes }) => [key, lengthBytes])));
  }

  private async readPlan(choice: KeepChoice): Promise<PlannedFile[] | null> {
    const manifest = await this.parts.kept.readManifest(this.id);
    return manifest === null ? null : planDownload(manifest, choice);
  }

  private troubleNow(): string | null {
    const [view] = this.unread;
    if (view !== undefined) return `The view ${view.key} could not be read: ${view.reason}`;
    if (this.failures.size === 0) return null;
    return 'Everything else is here. Try again later.';
  }
}

/** What is none is a defect; it is told by the pipeline's words. */
function failureOf(cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const { kind, message } = toAppError(cause);
  return new Failure(kind, message, { cause });
}

function isHeld(state: Download['state'], isPaused: boolean): boolean {
  return state === 'waiting-for-network' || (state === 'paused' && !isPaused);
}
