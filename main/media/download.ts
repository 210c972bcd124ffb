import { cancelled, Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import type { StoreWriter } from '../store/store-writer.ts';
import { GatheredWrites } from './gathered-writes.ts';
import type { MediaHead } from './media-head.ts';
import { openFile } from './open-file.ts';
import type { Origin } from './origin.ts';
import { untilAborted } from '../until-aborted.ts';

/** The most that is read from a growing file at once. */
const readBytes = 1 << 20;

/** Why a download cannot be followed (any further): the bytes must come from the media host by another request. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  /** Why it cannot be kept. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message, { cause: failure });
    this.failure = failure;
  }
}

/**
 * Waits until so many bytes may be fetched; null when they may at once, which costs nothing. The wait rejects when `signal()`
 * fires, whatever with; a signal is made when it is asked for, since most pieces of most files need none.
 */
export type Pace = (bytes: number, signal: () => AbortSignal) => Promise<void> | null;

type State =
  | { name: 'receiving' }
  /** All bytes are here and verified; the file is being flushed. */
  | { name: 'received' }
  | { name: 'ended'; reason: Failure | NotKept };

export interface DownloadOptions {
  id: string;
  key: string;
  store: ByteStore;
  origin: Origin;
  /** When the last reader leaves with what it wanted, a file up to this length is still fetched to its end. */
  finishBytes: number;
  /** Told of trouble with the disk, which the readers get around. */
  onStorageProblem: (failure: Failure) => void;
  /** The file is in the store. */
  onKept: () => void;
  /** Nobody can join any more: the file is kept, or nothing is. */
  onLeft: () => void;
  /** Nothing of it is written any more. */
  onEnded: () => void;
}

/**
 * One file on its way from a media host into the store, followed by any number of readers while it grows. The disk is
 * the buffer between the host and the readers, so neither a slow reader nor a large file takes memory.
 */
export class Download {
  private readonly options: DownloadOptions;
  private readonly abort = new AbortController();
  private readonly heads = Promise.withResolvers<MediaHead>();
  private readonly whole = Promise.withResolvers<void>();
  private readonly kept = Promise.withResolvers<void>();
  private state: State = { name: 'receiving' };
  private writer: StoreWriter | null = null;
  private gathered: GatheredWrites | null = null;
  private totalBytes: number | null = null;
  private changed = Promise.withResolvers<void>();
  private readers = 0;
  private keepers = 0;
  private pace: Pace | null = null;
  private pacing: AbortController | null = null;
  private isRunning = true;
  private isStopped = false;
  private closing: Promise<void> | null = null;

  constructor(options: DownloadOptions) {
    this.options = options;
    // Who joins may leave before asking.
    this.heads.promise.catch(() => undefined);
    this.whole.promise.catch(() => undefined);
    this.kept.promise.catch(() => undefined);
    void this.run();
  }

  /** How many bytes can be read without waiting. */
  get lengthBytes(): number {
    return this.writer?.lengthBytes ?? 0;
  }

  /** How many bytes have come, with those that are about to be written. */
  get arrivedBytes(): number {
    return this.lengthBytes + (this.gathered?.lengthBytes ?? 0);
  }

  /** Counts a reader in; it owes one `leave`. */
  join(): void {
    this.readers += 1;
    this.pacing?.abort();
    this.gathered?.flushAside();
  }

  /** The last to leave stops the download, unless it is satisfied and the rest is worth having. */
  async leave(isSatisfied: boolean): Promise<void> {
    this.readers -= 1;
    await this.stopWhenUnused(isSatisfied);
  }

  /**
   * Waits until the file is in the store, for whoever wants it there and does not read it; as long as nobody else reads
   * it, it comes at this `pace`. Throws a `Failure`, of kind `storage` when it cannot be kept, and `cancelled`, after
   * which the download goes on only if others want it.
   */
  async keep(signal: AbortSignal, pace: Pace | null = null): Promise<void> {
    this.keepers += 1;
    this.pace = pace;
    try {
      await untilAborted(this.kept.promise, signal);
    } finally {
      this.keepers -= 1;
      await this.stopWhenUnused(false);
      // What has come is being taken into the store, which nothing stops: who gives up and deletes finds it there.
      if (this.state.name === 'received') await this.kept.promise.catch(() => undefined);
    }
  }

  /** Ends it, and resolves once nothing of it is written any more. Its readers go on without it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.options.onLeft();
    this.abort.abort();
    await this.kept.promise.catch(() => undefined);
    await this.closing;
  }

  /** Type and length, once the first bytes are here. Throws a `Failure`, or `NotKept`. */
  head(signal: AbortSignal): Promise<MediaHead> {
    return untilAborted(this.heads.promise, signal);
  }

  /** Waits until nothing more has to come from the host, and resolves with the length. Throws as `head`. */
  async received(signal: AbortSignal): Promise<number> {
    await untilAborted(this.whole.promise, signal);
    return this.lengthBytes;
  }

  /** Some bytes from `offset`, as soon as there are any, at most up to `end`; null at the end of the file. Throws as `head`. */
  async read(offset: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
    while (offset >= this.lengthBytes && this.state.name === 'receiving') await untilAborted(this.changed.promise, signal);
    if (this.state.name === 'ended') throw this.state.reason;
    if (this.writer === null || offset >= this.lengthBytes) return null;
    try {
      return await this.writer.read(offset, Math.min(end - offset, readBytes));
    } catch (cause) {
      throw this.endedBy(cause);
    }
  }

  private async run(): Promise<void> {
    try {
      await this.receive();
      this.kept.resolve();
      this.options.onKept();
    } catch (cause) {
      // After `received` only the flush can fail: the readers have all they need.
      const reason = this.endedBy(cause);
      if (this.state.name === 'receiving') this.become({ name: 'ended', reason });
      this.heads.reject(reason);
      this.whole.reject(reason);
      this.kept.reject(reason instanceof NotKept ? reason.failure : reason);
    } finally {
      this.isRunning = false;
      // A body that was given up unread would hold its connection.
      this.abort.abort();
      this.options.onLeft();
      await this.closeWhenUnused();
      this.options.onEnded();
    }
  }

  private async receive(): Promise<void> {
    const { store, origin, id, key } = this.options;
    const writer = await store.write(key);
    this.writer = writer;
    const answer = await openFile(origin, id, writer, this.abort.signal);
    const { totalBytes, contentType, chunks } = answer;
    this.totalBytes = totalBytes;
    if (totalBytes !== null && !store.fits(key, totalBytes)) {
      this.heads.resolve({ totalBytes, contentType });
      throw new NotKept(new Failure('storage', 'This file is larger than the space for kept media, so it is shown without being kept.'));
    }
    if (totalBytes !== null) await writer.begin({ totalBytes, etag: answer.validators.etag, lastModified: answer.validators.lastModified });
    this.heads.resolve({ totalBytes, contentType });
    await this.writeAll(writer, chunks);
    writer.verifyLength(totalBytes);
    this.become({ name: 'received' });
    this.whole.resolve();
    const { etag, lastModified } = answer;
    await writer.commit(totalBytes, { mediaType: contentType, etag, lastModified });
  }

  private async writeAll(writer: StoreWriter, chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<void> {
    const write = async (pieces: readonly Uint8Array[]) => {
      await writer.append(...pieces);
      this.become(this.state);
    };
    const gathered = new GatheredWrites(write, () => this.abort.abort());
    this.gathered = gathered;
    try {
      for await (const chunk of chunks) {
        const pacing = this.waitForPace(chunk.byteLength);
        if (pacing !== null) await pacing;
        // Who reads along wants each piece at once.
        const writing = gathered.add(chunk) ?? (this.readers > 0 ? gathered.flush() : null);
        if (writing !== null) await writing;
      }
    } finally {
      // Also what came before the host broke off: the next try goes on from there.
      await gathered.flush();
    }
  }

  /** Null when nothing is to be waited for. A reader is never kept waiting. */
  private waitForPace(bytes: number): Promise<void> | null {
    if (this.pace === null || this.readers > 0) return null;
    const pacing = new AbortController();
    const waiting = this.pace(bytes, () => AbortSignal.any([pacing.signal, this.abort.signal]));
    return waiting === null ? null : this.pausedFor(waiting, pacing);
  }

  private async pausedFor(waiting: Promise<void>, pacing: AbortController): Promise<void> {
    this.pacing = pacing;
    try {
      await waiting;
    } catch (cause) {
      if (!pacing.signal.aborted && !this.abort.signal.aborted) throw cause;
    } finally {
      this.pacing = null;
    }
    if (this.abort.signal.aborted) throw cancelled();
  }

  private become(state: State): void {
    this.state = state;
    const { resolve } = this.changed;
    this.changed = Promise.withResolvers();
    resolve();
  }

  /** Trouble with the disk is reported and gone around; everything else is the reader's to know. */
  private endedBy(cause: unknown): Failure | NotKept {
    if (cause instanceof NotKept) return cause;
    if (this.isStopped && this.abort.signal.aborted) return new NotKept(cancelled());
    if (!(cause instanceof Failure)) return new Failure('internal', 'Loading failed inside Avala Viewer. Try again.', { cause });
    if (cause.kind !== 'storage') return cause;
    this.options.onStorageProblem(cause);
    return new NotKept(cause);
  }

  private async stopWhenUnused(isSatisfied: boolean): Promise<void> {
    if (this.readers > 0 || this.keepers > 0) return;
    const isWorthFinishing = isSatisfied && this.totalBytes !== null && this.totalBytes <= this.options.finishBytes;
    if (!isWorthFinishing && this.state.name === 'receiving') {
      // First, so that whoever comes now begins anew instead of joining what is being stopped.
      this.options.onLeft();
      this.abort.abort();
    }
    await this.closeWhenUnused();
  }

  /** Readers need the file until they leave, unless it has come to nothing: then the next download of it waits for it. */
  private closeWhenUnused(): Promise<void> {
    if (this.isRunning || (this.readers > 0 && this.state.name !== 'ended')) return Promise.resolve();
    return (this.closing ??= this.close());
  }

  private async close(): Promise<void> {
    const { writer } = this;
    this.writer = null;
    try {
      await writer?.close();
    } catch (cause) {
      this.endedBy(cause);
    }
  }
}
