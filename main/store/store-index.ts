import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { recordColumns, recordOf, type FileRecord } from './file-record.ts';
import { inTransaction } from './in-transaction.ts';
import { IndexPartials } from './index-partials.ts';
import { IndexPins } from './index-pins.ts';

/** How many files there are, and their bytes. */
export interface FileSum {
  files: number;
  bytes: number;
}

/**
 * The records of all files, in SQLite, with their sums (`index-migrations.ts`). Synchronous, so each call is atomic
 * towards the rest of the process.
 */
export class StoreIndex {
  readonly pins: IndexPins;
  readonly partials: IndexPartials;
  private readonly database: DatabaseSync;
  private readonly statements: Record<'get' | 'among' | 'put' | 'delete' | 'touch' | 'setHash' | 'evictable' | 'page' | 'records' | 'sum', StatementSync>;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.pins = new IndexPins(database);
    this.partials = new IndexPartials(database);
    this.statements = {
      get: database.prepare(`SELECT ${recordColumns} FROM file WHERE key = ?`),
      among: database.prepare('SELECT key FROM file WHERE key IN (SELECT value FROM json_each(?))'),
      // No REPLACE: it would delete a row without the trigger that keeps the sums.
      put: database.prepare(
        `INSERT INTO file (key, length_bytes, media_type, sha256, etag, last_modified, created_at_ms, last_used_at_ms)
         VALUES (:key, :lengthBytes, :mediaType, :sha256, :etag, :lastModified, :createdAtMs, :lastUsedAtMs)
         ON CONFLICT (key) DO UPDATE SET length_bytes = excluded.length_bytes, media_type = excluded.media_type,
           sha256 = excluded.sha256, etag = excluded.etag, last_modified = excluded.last_modified,
           created_at_ms = excluded.created_at_ms, last_used_at_ms = excluded.last_used_at_ms`,
      ),
      delete: database.prepare('DELETE FROM file WHERE key = ?'),
      touch: database.prepare('UPDATE file SET last_used_at_ms = ? WHERE key = ?'),
      setHash: database.prepare('UPDATE file SET sha256 = ? WHERE key = ? AND length_bytes = ? AND sha256 IS NULL'),
      evictable: database.prepare(
        `SELECT key FROM file WHERE NOT EXISTS (SELECT 1 FROM pinned_file WHERE pinned_file.key = file.key)
         ORDER BY last_used_at_ms, created_at_ms, key`,
      ),
      page: database.prepare('SELECT key FROM file WHERE key > ? ORDER BY key LIMIT ?'),
      records: database.prepare(`SELECT ${recordColumns} FROM file WHERE key > ? ORDER BY key LIMIT ?`),
      sum: database.prepare('SELECT files, bytes FROM total WHERE is_pinned = ?'),
    };
  }

  /** Of files that are pinned, or of those that are not. */
  sum(of: 'pinned' | 'unpinned'): FileSum {
    const row = this.statements.sum.get(of === 'pinned' ? 1 : 0);
    return { files: Number(row?.['files']), bytes: Number(row?.['bytes']) };
  }

  get(key: string): FileRecord | null {
    const row = this.statements.get.get(key);
    return row === undefined ? null : recordOf(row);
  }

  /** Those of the keys that have a record, in one query however many they are. */
  keysAmong(keys: readonly string[]): Set<string> {
    return new Set(this.statements.among.all(JSON.stringify(keys)).map((row) => String(row['key'])));
  }

  /** Adds records or replaces those of the same keys; the parts that became them are none any more. All or nothing. */
  put(records: readonly FileRecord[]): void {
    inTransaction(this.database, () => {
      for (const record of records) {
        this.statements.put.run({ ...record });
        this.partials.remove(record.key);
      }
    });
  }

  remove(key: string): void {
    this.statements.delete.run(key);
  }

  /** Gives a record that was rebuilt from its file alone the hash that was read since; nothing when the file is another by now. */
  setHash(key: string, lengthBytes: number, sha256: string): void {
    this.statements.setHash.run(sha256, key, lengthBytes);
  }

  /** Records when files were last used, in one transaction. */
  touch(lastUses: Iterable<readonly [key: string, atMs: number]>): void {
    inTransaction(this.database, () => {
      for (const [key, atMs] of lastUses) this.statements.touch.run(atMs, key);
    });
  }

  /** Keys of files that nobody pins, longest unused first. A list and not a cursor: rows may be removed while it is walked. */
  evictableKeys(): string[] {
    return this.statements.evictable.all().map((row) => String(row['key']));
  }

  /** The next keys in their own order, none at the end: to walk them all without holding the process up. */
  keysAfter(key: string, count: number): string[] {
    return this.statements.page.all(key, count).map((row) => String(row['key']));
  }

  /** The same, with all that is known of them. */
  recordsAfter(key: string, count: number): FileRecord[] {
    return this.statements.records.all(key, count).map(recordOf);
  }

  close(): void {
    this.database.close();
  }
}
