import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { textOf, type Row } from './file-record.ts';

/** What is known of a file of which a part came: what its host must confirm before the rest may be added. */
export interface PartialRecord {
  key: string;
  /** Of the whole file, as its host announced it. */
  totalBytes: number;
  /** Strong; one of these two is there. */
  etag: string | null;
  lastModified: string | null;
  /** Since which start of the computer the part is being written (`readBootId`). */
  bootId: string;
  /** So much of it is safe also when the computer loses power. */
  syncedBytes: number;
}

/** The files of which a part is on disk, to be completed later. */
export class IndexPartials {
  private readonly statements: Record<'get' | 'put' | 'delete' | 'all' | 'unpinned' | 'checkpoint', StatementSync>;

  constructor(database: DatabaseSync) {
    const columns = 'key, total_bytes AS totalBytes, etag, last_modified AS lastModified, boot_id AS bootId, synced_bytes AS syncedBytes';
    this.statements = {
      get: database.prepare(`SELECT ${columns} FROM partial WHERE key = ?`),
      put: database.prepare(
        `INSERT OR REPLACE INTO partial (key, total_bytes, etag, last_modified, boot_id, synced_bytes)
         VALUES (:key, :totalBytes, :etag, :lastModified, :bootId, :syncedBytes)`,
      ),
      delete: database.prepare('DELETE FROM partial WHERE key = ?'),
      all: database.prepare(`SELECT ${columns} FROM partial`),
      unpinned: database.prepare('SELECT key FROM partial WHERE NOT EXISTS (SELECT 1 FROM pinned_file WHERE pinned_file.key = partial.key)'),
      checkpoint: database.prepare('PRAGMA wal_checkpoint'),
    };
  }

  get(key: string): PartialRecord | null {
    const row = this.statements.get.get(key);
    return row === undefined ? null : partialOf(row);
  }

  put(record: PartialRecord): void {
    this.statements.put.run({ ...record });
  }

  remove(key: string): void {
    this.statements.delete.run(key);
  }

  /** Removes a record so that no loss of power brings it back: its file is about to hold something else. */
  removeForGood(key: string): void {
    this.remove(key);
    this.statements.checkpoint.get();
  }

  all(): PartialRecord[] {
    return this.statements.all.all().map(partialOf);
  }

  /** Keys that nobody pins: their parts will not be completed. */
  unpinnedKeys(): string[] {
    return this.statements.unpinned.all().map((row) => String(row['key']));
  }
}

function partialOf(row: Row): PartialRecord {
  return {
    key: String(row['key']),
    totalBytes: Number(row['totalBytes']),
    etag: textOf(row, 'etag'),
    lastModified: textOf(row, 'lastModified'),
    bootId: String(row['bootId']),
    syncedBytes: Number(row['syncedBytes']),
  };
}
