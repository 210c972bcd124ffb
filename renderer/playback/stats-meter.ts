import { frameId, type FrameKey } from './frame-cache.ts';

const windowMs = 1_000;

/** Takes down when things happened, so that figures can be made of it when someone asks. Times are the ticker's. */
export class StatsMeter {
  private readonly startedMs = new Map<string, number>();
  private readonly decodeMs = new Map<string, number>();
  private shownMs: number[] = [];
  private soughtMs: number | null = null;
  private lastSought: number | null = null;

  /** From the newest command that moved the playhead to its picture; null before the first. */
  get lastSeekMs(): number | null {
    return this.lastSought;
  }

  lastDecodeMs(viewKey: string): number | null {
    return this.decodeMs.get(viewKey) ?? null;
  }

  sought(nowMs: number): void {
    this.soughtMs = nowMs;
  }

  /** A step was shown; `isTarget`: the one that was asked for, not one on the way. */
  shown(nowMs: number, isTarget: boolean): void {
    this.shownMs = this.recent(nowMs);
    this.shownMs.push(nowMs);
    if (!isTarget || this.soughtMs === null) return;
    this.lastSought = nowMs - this.soughtMs;
    this.soughtMs = null;
  }

  loadStarted(key: FrameKey, nowMs: number): void {
    this.startedMs.set(frameId(key), nowMs);
  }

  loadArrived(key: FrameKey, nowMs: number): void {
    const id = frameId(key);
    this.decodeMs.set(key.viewKey, nowMs - (this.startedMs.get(id) ?? nowMs));
    this.startedMs.delete(id);
  }

  /** Steps shown within the second before `nowMs`. */
  shownFps(nowMs: number): number {
    return this.recent(nowMs).length;
  }

  private recent(nowMs: number): number[] {
    return this.shownMs.filter((shownMs) => shownMs > nowMs - windowMs && shownMs <= nowMs);
  }
}
