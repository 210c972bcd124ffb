import type { Download } from '../../preload/contract/downloads.ts';
import type { PlannedFile } from './download-plan.ts';

/** The sizes seen of a view's files. */
interface SeenSizes {
  files: number;
  bytes: number;
}

type Counts = Pick<Download, 'files' | 'frames' | 'bytes'>;

/** Counts what is there of a plan, file by file, so that nothing is counted anew while a sequence is fetched. */
export class DownloadProgress {
  private readonly files: ReadonlyMap<string, PlannedFile>;
  /** By key: bytes on disk of the files that are whole. */
  private readonly done = new Map<string, number>();
  /** By key: of the files that are on their way. */
  private readonly arriving = new Map<string, { lengthBytes: number; totalBytes: number | null }>();
  /** By step: how many of its files are missing. */
  private readonly missing = new Map<number, number>();
  private readonly seen = new Map<string, SeenSizes>();
  /** By view: files that are not whole yet. */
  private readonly left = new Map<string, number>();
  private readonly frameCount: number;
  private doneBytes = 0;

  /** `kept`: length in bytes by key, of the files that are there already. */
  constructor(plan: readonly PlannedFile[], kept: ReadonlyMap<string, number>) {
    this.files = new Map(plan.map((file) => [file.key, file]));
    for (const { steps, viewKey } of plan) {
      for (const step of steps) this.missing.set(step, (this.missing.get(step) ?? 0) + 1);
      this.left.set(viewKey, (this.left.get(viewKey) ?? 0) + 1);
    }
    this.frameCount = this.missing.size;
    for (const [key, lengthBytes] of kept) this.finish(key, lengthBytes);
  }

  /** A file is on its way, so far. */
  arrive(key: string, lengthBytes: number, totalBytes: number | null): void {
    this.arriving.set(key, { lengthBytes, totalBytes });
  }

  /** A file is not on its way any more. */
  stop(key: string): void {
    this.arriving.delete(key);
  }

  /** A file is whole on disk. */
  finish(key: string, lengthBytes: number): void {
    const file = this.files.get(key);
    if (file === undefined || this.done.has(key)) return;
    this.arriving.delete(key);
    this.done.set(key, lengthBytes);
    this.doneBytes += lengthBytes;
    for (const step of file.steps) {
      const left = (this.missing.get(step) ?? 1) - 1;
      if (left === 0) this.missing.delete(step);
      else this.missing.set(step, left);
    }
    const { files, bytes } = this.seen.get(file.viewKey) ?? { files: 0, bytes: 0 };
    this.seen.set(file.viewKey, { files: files + 1, bytes: bytes + lengthBytes });
    this.left.set(file.viewKey, (this.left.get(file.viewKey) ?? 1) - 1);
  }

  has(key: string): boolean {
    return this.done.has(key);
  }

  counts(): Counts {
    let arrived = 0;
    for (const { lengthBytes } of this.arriving.values()) arrived += lengthBytes;
    return {
      files: { done: this.done.size, total: this.files.size },
      frames: { done: this.frameCount - this.missing.size, total: this.frameCount },
      bytes: { done: this.doneBytes + arrived, total: this.totalBytes() },
    };
  }

  /** Files on their way count by the length that their host announced, the others as the mean of their view; null while no file of a view was seen. */
  private totalBytes(): number | null {
    const left = new Map(this.left);
    let total = this.doneBytes;
    for (const [key, { totalBytes }] of this.arriving) {
      const viewKey = this.files.get(key)?.viewKey;
      if (viewKey === undefined || totalBytes === null) continue;
      total += totalBytes;
      left.set(viewKey, (left.get(viewKey) ?? 1) - 1);
    }
    for (const [viewKey, files] of left) {
      if (files === 0) continue;
      const seen = this.seen.get(viewKey);
      const mean = seen === undefined ? this.announcedMean(viewKey) : seen.bytes / seen.files;
      if (mean === null) return null;
      total += mean * files;
    }
    return Math.round(total);
  }

  private announcedMean(viewKey: string): number | null {
    const announced = [...this.arriving].flatMap(([key, { totalBytes }]) => (totalBytes !== null && this.files.get(key)?.viewKey === viewKey ? [totalBytes] : []));
    return announced.length === 0 ? null : announced.reduce((sum, bytes) => sum + bytes, 0) / announced.length;
  }
}
