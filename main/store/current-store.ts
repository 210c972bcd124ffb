import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { ByteStore, type ByteStoreOptions } from './byte-store.ts';
import { diskReserveBytes } from './disk-space.ts';
import { moveFailure, prepareMoveTarget } from './move-target.ts';
import { storageFailure, StoreGone } from './storage-failure.ts';
import { clearStoreFolder } from './store-folder.ts';
import { StoreLocation } from './store-location.ts';
import { StoreMove, type ReportMoved } from './store-move.ts';

export interface CurrentStoreOptions extends Omit<ByteStoreOptions, 'folder' | 'mustExist'> {
  /** Where the media are, unless they were moved, and where it is written down to where. */
  dataFolder: string;
}

/** Lets `work` run while nothing is written into the store, and then goes on. */
export type WhileStopped = (work: () => Promise<void>) => Promise<void>;

/**
 * The store that holds now: another one after the media were moved, and none while its folder cannot be used. Without
 * one the viewer still works, from the network, so whoever needs it asks each time, and does without when there is none.
 */
export class CurrentStore {
  private readonly options: CurrentStoreOptions;
  private budgetBytes: number;
  private location: StoreLocation | null = null;
  private opened: ByteStore | null = null;
  private failure: Failure | null = null;
  private clearing: Promise<void> = Promise.resolve();
  private opening: Promise<void> | null = null;
  private isMoving = false;
  private isClosed = false;

  constructor(options: CurrentStoreOptions) {
    this.options = options;
    this.budgetBytes = options.budgetBytes;
  }

  get current(): ByteStore | null {
    return this.opened;
  }

  /** The same for what cannot do without. Throws `Failure('storage')`. */
  get needed(): ByteStore {
    if (this.opened === null) throw this.failure ?? new Failure('storage', 'The media are being moved at this moment. Try again.');
    return this.opened;
  }

  /** Why there is none; null when there is one. */
  get problem(): Failure | null {
    return this.failure;
  }

  /** Where the media are; null when that is not known, or cannot be used. */
  get folder(): string | null {
    return this.opened === null ? null : (this.location?.folder ?? null);
  }

  /**
   * Opens the store where the media are, unless it is open, and clears away, in the background, what a move has left.
   * When that cannot be used there is none, and `problem` says why. To be tried again whenever that may have changed.
   */
  open(): Promise<void> {
    if (this.opened !== null || this.isMoving || this.isClosed) return Promise.resolve();
    this.opening ??= this.tryToOpen().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  /** Lets the store go; the last thing that is done with it. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.opening;
    const store = this.opened;
    this.opened = null;
    await this.clearing;
    await store?.close();
  }

  /** See `ByteStore.setBudget`; holds for stores that are opened later, too. */
  setBudget(bytes: number): void {
    this.budgetBytes = bytes;
    this.opened?.setBudget(bytes);
  }

  /**
   * Moves all media to another folder, which must be empty or is made. They are copied and compared while the old store
   * is used; for what changed meanwhile, and the exchange, `whileStopped` makes sure that nothing is written. Until then
   * the old one holds, also when this throws: `Failure` (`invalid-input`, `storage`, `cancelled`).
   *
   * When the media were moved to a disk that is not there any more, a new store is begun in the folder; nothing is
   * removed, and moving is not needed to go back: the folder is free to be chosen when it is empty.
   */
  async move(chosen: string, report: ReportMoved, signal: AbortSignal, whileStopped: WhileStopped): Promise<void> {
    if (this.isMoving) throw new Failure('invalid-input', 'The media are being moved already. Wait for the end of it, or cancel it.');
    this.isMoving = true;
    try {
      if (this.opened === null) await this.beginAnew(chosen, whileStopped);
      else await this.moveFrom(this.opened, chosen, report, signal, whileStopped);
    } catch (cause) {
      throw moveFailure(cause);
    } finally {
      this.isMoving = false;
    }
  }

  private async tryToOpen(): Promise<void> {
    try {
      this.location = readLocation(this.options.dataFolder);
      this.opened = await this.openIn(this.location.folder, this.location.isMoved);
      this.failure = null;
    } catch (thrown) {
      const failure = storageFailure(thrown);
      if (failure.message !== this.failure?.message) this.options.onProblem(failure);
      this.failure = failure;
      return;
    }
    this.clearing = this.clearLeftover(this.location);
  }

  private async moveFrom(from: ByteStore, chosen: string, report: ReportMoved, signal: AbortSignal, whileStopped: WhileStopped): Promise<void> {
    const { location } = this;
    if (location === null) throw new Error('A store is open, but nobody knows where.');
    await this.clearing;
    const { reserveBytes = diskReserveBytes } = this.options;
    const target = await prepareMoveTarget(chosen, location.folder, from.usage().bytes + from.partialBytes, reserveBytes);
    try {
      await location.beginMove(target.folder);
      const move = new StoreMove(from, target.folder);
      await move.prepare();
      await move.carryFiles(report, signal);
      await whileStopped(() => this.exchange(from, location, move, target.folder, signal));
    } catch (cause) {
      await this.clearLeftover(location);
      await target.giveUp();
      throw cause;
    }
    await this.clearLeftover(location);
  }

  private async exchange(from: ByteStore, location: StoreLocation, move: StoreMove, folder: string, signal: AbortSignal): Promise<void> {
    this.opened = null;
    let isClosed = false;
    try {
      await from.settled();
      await move.carryFiles(() => undefined, signal);
      await move.carryParts();
      isClosed = true;
      await from.close();
      await move.carryIndex();
      const to = await this.openIn(folder, true);
      await location.completeMove(folder).catch(async (cause: unknown) => {
        await to.close();
        throw cause;
      });
      this.opened = to;
    } catch (cause) {
      this.opened = isClosed ? await this.openIn(location.folder, location.isMoved) : from;
      throw cause;
    }
  }

  private async beginAnew(chosen: string, whileStopped: WhileStopped): Promise<void> {
    const { location } = this;
    // Any other trouble (another process, a disk that is full) is not mended by leaving the media behind.
    if (location === null || !(this.failure instanceof StoreGone)) throw this.failure ?? new Failure('storage', 'There is no store to move.');
    const { reserveBytes = diskReserveBytes } = this.options;
    const target = await prepareMoveTarget(chosen, location.folder, 0, reserveBytes);
    await whileStopped(async () => {
      this.opened = await this.openIn(target.folder, false);
      await location.beginAnew(target.folder);
      this.failure = null;
    });
  }

  private openIn(folder: string, mustExist: boolean): Promise<ByteStore> {
    return ByteStore.open({ ...this.options, budgetBytes: this.budgetBytes, folder, mustExist });
  }

  private async clearLeftover(location: StoreLocation): Promise<void> {
    const { leftover } = location;
    if (leftover === null || leftover === location.folder) return;
    try {
      await clearStoreFolder(leftover);
      await location.noteCleared();
    } catch (cause) {
      this.options.onProblem(storageFailure(cause));
    }
  }
}

function readLocation(dataFolder: string): StoreLocation {
  try {
    return StoreLocation.read(join(dataFolder, 'store-location.json'), join(dataFolder, 'store'));
  } catch (cause) {
    throw new Failure(
      'storage',
      'The note of where the media are, store-location.json in the data folder, is damaged. Media are still shown straight from the network. Mend or remove it, then start again.',
      { cause },
    );
  }
}
