import { Failure } from '../failure.ts';
import { ByteStore, type ByteStoreOptions } from './byte-store.ts';

/**
 * The store that holds now: another one after the media were moved, and none while its folder cannot be used. Without
 * one the viewer still works, from the network, so whoever needs it asks each time, and does without when there is none.
 */
export class CurrentStore {
  private readonly options: Omit<ByteStoreOptions, 'folder'>;
  private budgetBytes: number;
  private opened: ByteStore | null = null;
  private failure: Failure | null = null;

  constructor(options: Omit<ByteStoreOptions, 'folder'>) {
    this.options = options;
    this.budgetBytes = options.budgetBytes;
  }

  get current(): ByteStore | null {
    return this.opened;
  }

  /** Why there is none; null when there is one. */
  get problem(): Failure | null {
    return this.failure;
  }

  /** Opens the store in a folder; without effect but for `problem` when that cannot be used. */
  async open(folder: string): Promise<void> {
    try {
      this.opened = await ByteStore.open({ ...this.options, budgetBytes: this.budgetBytes, folder });
      this.failure = null;
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.failure = thrown;
      this.options.onProblem(thrown);
    }
  }

  /** Lets the store go; the last thing that is done with it. */
  async close(): Promise<void> {
    const store = this.opened;
    this.opened = null;
    await store?.close();
  }

  /** See `ByteStore.setBudget`; holds for stores that are opened later, too. */
  setBudget(bytes: number): void {
    this.budgetBytes = bytes;
    this.opened?.setBudget(bytes);
  }
}
