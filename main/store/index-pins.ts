import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from './in-transaction.ts';
import { recordOf, recordColumns, type FileRecord } from './file-record.ts';

/** A set of files that stay until it is taken away, as those who kept it wrote it down beside the index. */
export interface KeptPin {
  id: string;
  keys: readonly string[];
  /** What was known of its files when all of them were there; empty before that. */
  files: readonly Pick<FileRecord, 'key' | 'lengthBytes' | 'sha256' | 'mediaType'>[];
}

/** How much of a pin's files is on disk. */
export interface PinUsage {
  files: { done: number; total: number };
  /** Of those that are there. */
  bytes: number;
}

/** Which files are pinned, and by whom. Keys may be pinned before their file is there. */
export class IndexPins {
  private readonly database: DatabaseSync;
  private readonly statements: Record<'addPin' | 'addFiles' | 'dropFiles' | 'dropPin' | 'has' | 'usage' | 'bytes' | 'missing' | 'records' | 'ids', StatementSync>;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.statements = {
      addPin: database.prepare('INSERT OR IGNORE INTO pin (id) VALUES (?)'),
      addFiles: database.prepare('INSERT OR IGNORE INTO pinned_file (pin_id, key) SELECT ?, value FROM json_each(?)'),
      dropFiles: database.prepare('DELETE FROM pinned_file WHERE pin_id = ? AND key NOT IN (SELECT value FROM json_each(?))'),
      dropPin: database.prepare('DELETE FROM pin WHERE id = ?'),
      has: database.prepare('SELECT 1 FROM pinned_file WHERE key = ? LIMIT 1'),
      usage: database.prepare(
        `SELECT count(*) AS total, count(file.key) AS done, coalesce(sum(length_bytes), 0) AS bytes
         FROM pinned_file LEFT JOIN file ON file.key = pinned_file.key WHERE pin_id = ?`,
      ),
      bytes: database.prepare(
        `SELECT coalesce(sum(length_bytes), 0) AS bytes FROM file
         WHERE key IN (SELECT key FROM pinned_file WHERE pin_id IN (SELECT value FROM json_each(?)))`,
      ),
      missing: database.prepare(
        'SELECT key FROM pinned_file WHERE pin_id = ? AND NOT EXISTS (SELECT 1 FROM file WHERE file.key = pinned_file.key)',
      ),
      records: database.prepare(`SELECT ${recordColumns} FROM file WHERE key IN (SELECT key FROM pinned_file WHERE pin_id = ?)`),
      ids: database.prepare('SELECT id FROM pin'),
    };
  }

  /** Makes `keys` the whole of a pin, whatever it held before. All or nothing, and flushed: it is somebody's word that they stay. */
  set(id: string, keys: readonly string[]): void {
    const list = JSON.stringify(keys);
    this.database.exec('PRAGMA synchronous = FULL');
    try {
      inTransaction(this.database, () => {
        this.statements.addPin.run(id);
        this.statements.dropFiles.run(id, list);
        this.statements.addFiles.run(id, list);
      });
    } finally {
      this.database.exec('PRAGMA synchronous = NORMAL');
    }
  }

  remove(id: string): void {
    this.statements.dropPin.run(id);
  }

  ids(): string[] {
    return this.statements.ids.all().map((row) => String(row['id']));
  }

  /** Whether anybody pins a file. */
  has(key: string): boolean {
    return this.statements.has.get(key) !== undefined;
  }

  usage(id: string): PinUsage {
    const row = this.statements.usage.get(id);
    return { files: { done: Number(row?.['done']), total: Number(row?.['total']) }, bytes: Number(row?.['bytes']) };
  }

  /** Of several pins together, each file counted once. */
  bytesOf(ids: readonly string[]): number {
    return Number(this.statements.bytes.get(JSON.stringify(ids))?.['bytes']);
  }

  /** Pinned keys that have no file. */
  missingOf(id: string): string[] {
    return this.statements.missing.all(id).map((row) => String(row['key']));
  }

  /** The records of a pin's files, those that are there. */
  recordsOf(id: string): FileRecord[] {
    return this.statements.records.all(id).map(recordOf);
  }
}
