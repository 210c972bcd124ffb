import type { StoreIndex } from './store-index.ts';

/** How long uses are gathered before they are written together. */
const gatherMs = 30_000;

/**
 * Remembers when files were used without a write per read: playing 4 cameras at 10 Hz reads 40 files a second. A crash
 * loses at most the uses of the last half minute, which makes eviction a little less exact and nothing worse.
 */
export class LastUse {
  private readonly index: () => StoreIndex;
  private readonly now: () => number;
  private readonly pending = new Map<string, number>();
  private writtenAtMs: number;

  constructor(index: () => StoreIndex, now: () => number) {
    this.index = index;
    this.now = now;
    this.writtenAtMs = now();
  }

  note(key: string): void {
    this.pending.set(key, this.now());
    if (this.now() - this.writtenAtMs >= gatherMs) this.write();
  }

  /** Writes what was gathered; due before eviction, which depends on it, and before closing. */
  write(): void {
    this.writtenAtMs = this.now();
    if (this.pending.size === 0) return;
    const gathered = [...this.pending];
    this.pending.clear();
    this.index().touch(gathered);
  }
}
