import type { Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { Download } from './download.ts';
import type { MediaHead } from './media-head.ts';
import type { Origin } from './origin.ts';

export interface DownloadsOptions {
  store: ByteStore;
  origin: Origin;
  /** See `DownloadOptions`; also the length above which a file counts as large. */
  finishBytes: number;
  onStorageProblem: (failure: Failure) => void;
}

/** One download for each file, however many readers. */
export class Downloads {
  private readonly options: DownloadsOptions;
  private readonly running = new Map<string, Download>();
  private readonly largeFiles = new Map<string, MediaHead>();

  constructor(options: DownloadsOptions) {
    this.options = options;
  }

  get(key: string): Download | undefined {
    return this.running.get(key);
  }

  getOrStart(id: string, key: string): Download {
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const download: Download = new Download({
      ...this.options,
      id,
      key,
      onEnded: () => {
        if (this.running.get(key) === download) this.running.delete(key);
      },
    });
    this.running.set(key, download);
    return download;
  }

  /** Remembers what was learnt of a file that is too large to fetch whole for a part of it. */
  noteHead(key: string, head: MediaHead): void {
    if (head.totalBytes !== null && head.totalBytes > this.options.finishBytes) this.largeFiles.set(key, head);
  }

  /** What is known of a large file; null for a small one or one not seen yet. */
  largeFile(key: string): MediaHead | null {
    return this.largeFiles.get(key) ?? null;
  }
}
