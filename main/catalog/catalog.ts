import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { Failure } from '../failure.ts';
import type { Logger } from '../log/logger.ts';
import { privateFolderMode } from '../private-folder.ts';
import { isDamage, openAnswerDatabase, setAside } from './answer-database.ts';
import { AnswerTable, type AnswerRecord, type CatalogUsage } from './answer-table.ts';

/** What is known of a saved answer without unpacking it. */
export interface AnswerHead {
  etag: string | null;
  /** When it was last known to be what the service says, Unix epoch. */
  asOfMs: number;
}

/** An answer of the service that is saved on this computer. */
export interface SavedAnswer extends AnswerHead {
  /** As JSON gave it. */
  body: unknown;
}

export interface CatalogOptions {
  /** The database's file; its folder is made when absent. */
  path: string;
  /** How much may be saved, in bytes on disk; beyond it the oldest go. */
  budgetBytes: number;
  log: Pick<Logger, 'warn'>;
  /** Told whenever there is something again, or nothing any more. */
  onHasAnswers: (hasAnswers: boolean) => void;
  /** Milliseconds since the Unix epoch. Default `Date.now`. */
  now?: () => number;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** JSON shrinks to a tenth at any level; the fastest is a third of the time. */
const packing = { level: constants.Z_BEST_SPEED };

/** Beyond the client's own limit for an answer there is nothing honest: a body that unpacks without end is damage. */
const longestBodyBytes = 128 * 2 ** 20;

/**
 * The service's answers as they were last heard, by address, so that lists and details can be read without it. Never
 * worth a failure: what cannot be read counts as not saved, a damaged file is set aside, and where nothing can be kept at
 * all the viewer works without. It holds signed addresses and annotations: its file is for its owner alone, and nothing
 * of it is logged.
 */
export class Catalog {
  private readonly options: CatalogOptions;
  private readonly now: () => number;
  private table: AnswerTable | null = null;
  private hasAnswers = false;
  /** One after another: an older answer that takes longer to pack must not replace a newer one. */
  private lastSave: Promise<boolean> = Promise.resolve(true);

  constructor(options: CatalogOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.open();
    this.hasAnswers = this.usage().answers > 0;
  }

  /** What is known of the saved answer of an address; null when there is none. */
  peek(address: string): AnswerHead | null {
    return this.use((table) => table.head(address));
  }

  /** The saved answer of an address (origin, path and query); null when there is none. */
  async read(address: string): Promise<SavedAnswer | null> {
    const record = this.use((table) => table.get(address));
    return record === null ? null : await this.opened(record);
  }

  /** Everything saved of a list, however it was asked for; those first that were known to be true longest ago. */
  async readList(list: string): Promise<SavedAnswer[]> {
    const opened: SavedAnswer[] = [];
    for (const record of this.use((table) => table.ofList(list)) ?? []) {
      const answer = await this.opened(record);
      if (answer !== null) opened.push(answer);
    }
    return opened;
  }

  /** Saves what the service just said; resolves with whether it is on disk. */
  async save(answer: { address: string; list: string; etag: string | null; text: string }): Promise<boolean> {
    const before = this.lastSave;
    const saving = this.saveAfter(before, answer);
    this.lastSave = saving;
    return await saving;
  }

  /** The service said that a saved answer still holds; returns whether it is still there. */
  confirm(address: string): boolean {
    return this.use((table) => table.touch(address, this.now())) ?? false;
  }

  usage(): CatalogUsage {
    return this.use((table) => table.usage()) ?? { answers: 0, bytes: 0 };
  }

  /** Deletes everything saved. Throws `Failure('storage')` when it is still there afterwards. */
  async clear(): Promise<void> {
    await this.lastSave;
    const isCleared = this.use((table) => {
      table.clear();
      this.noteUsage(table);
      return true;
    });
    if (isCleared === null) throw new Failure('storage', 'What is saved of lists could not be deleted. Check that the data folder can be written to, then try again.');
  }

  /** Finishes what is being saved and lets the file go. */
  async close(): Promise<void> {
    await this.lastSave;
    this.table?.close();
    this.table = null;
  }

  private async saveAfter(before: Promise<boolean>, { text, ...named }: Parameters<Catalog['save']>[0]): Promise<boolean> {
    const asOfMs = this.now();
    await before;
    const body = await pack(text, packing).catch(() => null);
    const isSaved = this.use((table) => {
      if (body === null) return false;
      table.put({ ...named, body, asOfMs });
      if (table.usage().bytes > this.options.budgetBytes) table.shrinkTo(this.options.budgetBytes * 0.9);
      this.noteUsage(table);
      return true;
    });
    return isSaved ?? false;
  }

  private open(): void {
    try {
      mkdirSync(dirname(this.options.path), { recursive: true, mode: privateFolderMode });
      this.table = new AnswerTable(openAnswerDatabase(this.options.path));
    } catch (cause) {
      this.options.log.warn(cause instanceof Failure ? cause.message : 'Lists cannot be saved on this computer. Without a connection there will be none.', { cause });
    }
  }

  /** Null when it failed, which was said, or when nothing can be kept. */
  private use<Value>(work: (table: AnswerTable) => Value): Value | null {
    if (this.table === null) return null;
    try {
      return work(this.table);
    } catch (cause) {
      this.options.log.warn('Something saved of lists could not be read or written.', { cause });
      if (isDamage(cause)) this.beginAnew(this.table);
      return null;
    }
  }

  private beginAnew(damaged: AnswerTable): void {
    this.table = null;
    try {
      damaged.close();
      setAside(this.options.path);
    } catch (cause) {
      this.options.log.warn('The damaged file of saved lists could not be set aside.', { cause });
      return;
    }
    this.open();
    if (this.table !== null) this.noteUsage(this.table);
  }

  private async opened({ address, body, etag, asOfMs }: AnswerRecord): Promise<SavedAnswer | null> {
    try {
      const parsed: unknown = JSON.parse((await unpack(body, { maxOutputLength: longestBodyBytes })).toString('utf8'));
      return { body: parsed, etag, asOfMs };
    } catch {
      // The cause could quote what is saved.
      this.options.log.warn('A saved answer was damaged and is forgotten.');
      this.use((table) => table.remove(address));
      return null;
    }
  }

  private noteUsage(table: AnswerTable): void {
    const hasAnswers = table.usage().answers > 0;
    if (hasAnswers !== this.hasAnswers) this.options.onHasAnswers(hasAnswers);
    this.hasAnswers = hasAnswers;
  }
}
