/** What has changed since the last time it was told. */
export interface QueueChanges {
  changedIds: ReadonlySet<string>;
  removedIds: ReadonlySet<string>;
  hasNewOrder: boolean;
}

/** Progress is told at most this often, in milliseconds. */
const intervalMs = 250;

/**
 * Gathers changes and tells them. Progress comes with every piece of every file, so it is told a few times a second. All
 * else is told by the end of the task that it happened in: an end that comes right after a beginning must not hide it,
 * because only what was seen on its way is announced as ended.
 */
export class ChangeFeed {
  private readonly tell: (changes: QueueChanges) => void;
  private changedIds = new Set<string>();
  private removedIds = new Set<string>();
  private hasNewOrder = false;
  private timer: NodeJS.Timeout | null = null;
  private immediate: NodeJS.Immediate | null = null;
  private toldAtMs = -Infinity;

  constructor(tell: (changes: QueueChanges) => void) {
    this.tell = tell;
  }

  /** More of a download is there. */
  progress(id: string): void {
    this.changedIds.add(id);
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.toldAtMs + intervalMs - performance.now()));
  }

  /** A download is new or in another state. */
  change(id: string): void {
    this.changedIds.add(id);
    this.flushSoon();
  }

  remove(id: string): void {
    this.changedIds.delete(id);
    this.removedIds.add(id);
    this.flushSoon();
  }

  /** Also when something was added, since that has a place too. */
  reorder(): void {
    this.hasNewOrder = true;
    this.flushSoon();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.immediate !== null) clearImmediate(this.immediate);
    this.timer = null;
    this.immediate = null;
  }

  private flushSoon(): void {
    this.immediate ??= setImmediate(() => this.flush());
  }

  private flush(): void {
    this.close();
    this.toldAtMs = performance.now();
    const { changedIds, removedIds, hasNewOrder } = this;
    this.changedIds = new Set();
    this.removedIds = new Set();
    this.hasNewOrder = false;
    this.tell({ changedIds, removedIds, hasNewOrder });
  }
}
