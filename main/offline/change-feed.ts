/** What has changed since the last time it was told. */
export interface QueueChanges {
  changedIds: ReadonlySet<string>;
  removedIds: ReadonlySet<string>;
  hasNewOrder: boolean;
}

/** Changes are told at most this often, in milliseconds. */
const intervalMs = 250;

/** Gathers changes, which come with every piece of every file, and tells them a few times a second. */
export class ChangeFeed {
  private readonly tell: (changes: QueueChanges) => void;
  private changedIds = new Set<string>();
  private removedIds = new Set<string>();
  private hasNewOrder = false;
  private timer: NodeJS.Timeout | null = null;
  private toldAtMs = -Infinity;

  constructor(tell: (changes: QueueChanges) => void) {
    this.tell = tell;
  }

  change(id: string): void {
    this.changedIds.add(id);
    this.schedule();
  }

  remove(id: string): void {
    this.changedIds.delete(id);
    this.removedIds.add(id);
    this.schedule();
  }

  /** Also when something was added, since that has a place too. */
  reorder(): void {
    this.hasNewOrder = true;
    this.schedule();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.toldAtMs + intervalMs - performance.now()));
  }

  private flush(): void {
    this.timer = null;
    this.toldAtMs = performance.now();
    const { changedIds, removedIds, hasNewOrder } = this;
    this.changedIds = new Set();
    this.removedIds = new Set();
    this.hasNewOrder = false;
    this.tell({ changedIds, removedIds, hasNewOrder });
  }
}
