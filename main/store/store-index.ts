import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What the store knows of one file. */
export interface FileRecord {
  key: string;
  lengthBytes: number;
  /** Told from the bytes when they came in; null when the record was rebuilt from the file alone. */
  mediaType: string | null;
  /** Of the content, lower-case hex; null when the record was rebuilt from the file alone. */
  sha256: string | null;
  /** What the media host said of its version, for asking later whether it is still the same. */
  etag: string | null;
  lastModified: string | null;
  /** Milliseconds since the Unix epoch, as the next. */
  createdAtMs: number;
  /** Coarse: see `LastUse`. */
  lastUsedAtMs: number;
}

const columns = `key, length_bytes AS lengthBytes, media_type AS mediaType, sha256, etag, last_modified AS lastModified,
  created_at_ms AS createdAtMs, last_used_at_ms AS lastUsedAtMs`;

/**
 * The records of all files, in SQLite, and their sum, which is kept beside it because adding up 100,000 rows after every
 * download is not free. Synchronous, so each call is atomic towards the rest of the process.
 */
export class StoreIndex {
  private readonly database: DatabaseSync;
  private readonly statements: Record<'get' | 'among' | 'put' | 'delete' | 'touch' | 'oldest' | 'sum', StatementSync>;
  private totals: { files: number; bytes: number };

  constructor(database: DatabaseSync) {
    this.database = database;
    this.statements = {
      get: database.prepare(`SELECT ${columns} FROM file WHERE key = ?`),
      among: database.prepare('SELECT key FROM file WHERE key IN (SELECT value FROM json_each(?))'),
      put: database.prepare(
        `INSERT OR REPLACE INTO file (key, length_bytes, media_type, sha256, etag, last_modified, created_at_ms, last_used_at_ms)
         VALUES (:key, :lengthBytes, :mediaType, :sha256, :etag, :lastModified, :createdAtMs, :lastUsedAtMs)`,
      ),
      delete: database.prepare('DELETE FROM file WHERE key = ?'),
      touch: database.prepare('UPDATE file SET last_used_at_ms = ? WHERE key = ?'),
      oldest: database.prepare('SELECT key FROM file ORDER BY last_used_at_ms, created_at_ms, key'),
      sum: database.prepare('SELECT count(*) AS files, coalesce(sum(length_bytes), 0) AS bytes FROM file'),
    };
    const sum = this.statements.sum.get();
    this.totals = { files: Number(sum?.['files']), bytes: Number(sum?.['bytes']) };
  }

  get bytes(): number {
    return this.totals.bytes;
  }

  get files(): number {
    return this.totals.files;
  }

  get(key: string): FileRecord | null {
    const row = this.statements.get.get(key);
    return row === undefined ? null : recordOf(row);
  }

  /** Those of the keys that have a record, in one query however many they are. */
  keysAmong(keys: readonly string[]): Set<string> {
    return new Set(this.statements.among.all(JSON.stringify(keys)).map((row) => String(row['key'])));
  }

  /** Adds a record or replaces the one of the same key. */
  put(record: FileRecord): void {
    const old = this.get(record.key);
    this.statements.put.run({ ...record });
    this.totals.files += old === null ? 1 : 0;
    this.totals.bytes += record.lengthBytes - (old?.lengthBytes ?? 0);
  }

  remove(key: string): void {
    const old = this.get(key);
    if (old === null) return;
    this.statements.delete.run(key);
    this.totals.files -= 1;
    this.totals.bytes -= old.lengthBytes;
  }

  /** Records when files were last used, in one transaction. */
  touch(lastUses: Iterable<readonly [key: string, atMs: number]>): void {
    this.database.exec('BEGIN');
    try {
      for (const [key, atMs] of lastUses) this.statements.touch.run(atMs, key);
    } finally {
      this.database.exec('COMMIT');
    }
  }

  /** All keys, longest unused first. A list and not a cursor: rows may be removed while it is walked. */
  keysByLastUse(): string[] {
    return this.statements.oldest.all().map((row) => String(row['key']));
  }

  close(): void {
    this.database.close();
  }
}

type Row = Record<string, unknown>;

function recordOf(row: Row): FileRecord {
  return {
    key: String(row['key']),
    lengthBytes: Number(row['lengthBytes']),
    mediaType: textOf(row, 'mediaType'),
    sha256: textOf(row, 'sha256'),
    etag: textOf(row, 'etag'),
    lastModified: textOf(row, 'lastModified'),
    createdAtMs: Number(row['createdAtMs']),
    lastUsedAtMs: Number(row['lastUsedAtMs']),
  };
}

function textOf(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}
