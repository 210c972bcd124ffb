import { Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import type { StoreWriter } from '../store/store-writer.ts';
import { announcedLength, chunksOf, readHead, type MediaHead } from './media-head.ts';
import type { Origin } from './origin.ts';
import { untilAborted } from '../until-aborted.ts';

/** The most that is read from a growing file at once. */
const readBytes = 1 << 20;

/** Why a download cannot be followed (any further): the bytes must come from the media host by another request. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

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
  /** Nobody can join any more: the file is kept, or nothing is. */
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
  private state: State = { name: 'receiving' };
  private writer: StoreWriter | null = null;
  private totalBytes: number | null = null;
  private changed = Promise.withResolvers<void>();
  private readers = 0;
  private isRunning = true;

  constructor(options: DownloadOptions) {
    this.options = options;
    // Who joins may leave before asking.
    this.heads.promise.catch(() => undefined);
    void this.run();
  }

  /** How many bytes can be read without waiting. */
  get lengthBytes(): number {
    return this.writer?.lengthBytes ?? 0;
  }

  /** Counts a reader in; it owes one `leave`. */
  join(): void {
    this.readers += 1;
  }

  /** The last reader to leave stops the download, unless it is satisfied and the rest is worth having. */
  async leave(isSatisfied: boolean): Promise<void> {
    this.readers -= 1;
    if (this.readers > 0) return;
    const isWorthFinishing = isSatisfied && this.totalBytes !== null && this.totalBytes <= this.options.finishBytes;
    if (!isWorthFinishing && this.state.name === 'receiving') {
      // First, so that whoever comes now begins anew instead of joining what is being stopped.
      this.options.onEnded();
      this.abort.abort();
    }
    await this.closeWhenUnused();
  }

  /** Type and length, once the first bytes are here. Throws a `Failure`, or `NotKept`. */
  head(signal: AbortSignal): Promise<MediaHead> {
    return untilAborted(this.heads.promise, signal);
  }

  /** Waits for the end and resolves with the length. Throws as `head`. */
  async received(signal: AbortSignal): Promise<number> {
    while (this.state.name === 'receiving') await untilAborted(this.changed.promise, signal);
    if (this.state.name === 'ended') throw this.state.reason;
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
    } catch (cause) {
      // After `received` only the flush can fail: the readers have all they need.
      const reason = this.endedBy(cause);
      if (this.state.name === 'receiving') this.become({ name: 'ended', reason });
      this.heads.reject(reason);
    } finally {
      this.isRunning = false;
      // A body that was given up unread would hold its connection.
      this.abort.abort();
      this.options.onEnded();
      await this.closeWhenUnused();
    }
  }

  private async receive(): Promise<void> {
    const { store, origin, id, key } = this.options;
    const writer = await store.write(key);
    this.writer = writer;
    const response = await origin.open(id, {}, this.abort.signal);
    this.totalBytes = announcedLength(response.headers);
    const { contentType, chunks } = await readHead(chunksOf(response));
    this.heads.resolve({ totalBytes: this.totalBytes, contentType });
    if (this.totalBytes !== null && !store.fits(key, this.totalBytes)) throw new NotKept();
    for await (const chunk of chunks) {
      await writer.append(chunk);
      this.become(this.state);
    }
    writer.verifyLength(this.totalBytes);
    this.become({ name: 'received' });
    const { headers } = response;
    await writer.commit(this.totalBytes, {
      mediaType: contentType,
      etag: headers.get('etag'),
      lastModified: headers.get('last-modified'),
    });
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
    if (!(cause instanceof Failure)) return new Failure('internal', 'Loading failed inside Avala Viewer. Try again.', { cause });
    if (cause.kind !== 'storage') return cause;
    this.options.onStorageProblem(cause);
    return new NotKept();
  }

  private async closeWhenUnused(): Promise<void> {
    if (this.isRunning || this.readers > 0) return;
    const { writer } = this;
    this.writer = null;
    try {
      await writer?.close();
    } catch (cause) {
      this.endedBy(cause);
    }
  }
}
