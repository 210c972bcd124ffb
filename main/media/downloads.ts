import type { Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { DiskFull } from '../store/storage-failure.ts';
import { Download } from './download.ts';
import type { MediaHead } from './media-head.ts';
import type { Origin } from './origin.ts';

export interface DownloadsOptions {
  origin: Origin;
  /** Up to this length a file is fetched whole even when only a part is asked for; longer ones count as large. Default 64 MiB. */
  finishBytes?: number;
  /** Told of trouble with the disk. A full one is told of once, until a file could be kept again. */
  onStorageProblem: (failure: Failure) => void;
}

/** One download for each file, however many readers. */
export class Downloads {
  readonly finishBytes: number;
  private readonly options: DownloadsOptions;
  private readonly running = new Map<string, Download>();
  private readonly unfinished = new Set<Download>();
  private readonly largeFiles = new Map<string, MediaHead>();
  private isFullTold = false;

  constructor(options: DownloadsOptions) {
    this.options = options;
    this.finishBytes = options.finishBytes ?? 64 << 20;
  }

  get(key: string): Download | undefined {
    return this.running.get(key);
  }

  /** Whoever gets it joins it in the same task; see `Download.join` and `Download.keep`. */
  getOrStart(store: ByteStore, id: string, key: string): Download {
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const download: Download = new Download({
      store,
      origin: this.options.origin,
      finishBytes: this.finishBytes,
      id,
      key,
      onStorageProblem: (failure) => this.tell(failure),
      onKept: () => {
        this.isFullTold = false;
      },
      onLeft: () => {
        if (this.running.get(key) === download) this.running.delete(key);
      },
      onEnded: () => this.unfinished.delete(download),
    });
    this.running.set(key, download);
    this.unfinished.add(download);
    return download;
  }

  /** Ends all downloads, and resolves once none of them writes any more. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.unfinished].map((download) => download.stop()));
  }

  private tell(failure: Failure): void {
    if (failure instanceof DiskFull) {
      if (this.isFullTold) return;
      this.isFullTold = true;
    }
    this.options.onStorageProblem(failure);
  }

  /** Remembers what was learnt of a file that is too large to fetch whole for a part of it. */
  noteHead(key: string, head: MediaHead): void {
    if (head.totalBytes !== null && head.totalBytes > this.finishBytes) this.largeFiles.set(key, head);
  }

  /** What is known of a large file; null for a small one or one not seen yet. */
  largeFile(key: string): MediaHead | null {
    return this.largeFiles.get(key) ?? null;
  }
}
