import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A saved answer as it lies on disk. */
export interface AnswerRecord {
  /** Origin, path and query. */
  address: string;
  /** The address without its query. */
  list: string;
  etag: string | null;
  /** When it was last known to be what the service says, Unix epoch. */
  asOfMs: number;
  /** JSON, gzipped. */
  body: Uint8Array;
}

/** What is saved, in answers and bytes. */
export interface CatalogUsage {
  answers: number;
  bytes: number;
}

const columns = 'address, list, etag, as_of_ms AS asOfMs, body';

/** The table of saved answers. Synchronous, so each call is atomic towards the rest of the process. Throws what SQLite does. */
export class AnswerTable {
  private readonly database: DatabaseSync;
  private readonly statements: Record<'get' | 'head' | 'ofList' | 'put' | 'touch' | 'delete' | 'oldest' | 'usage', StatementSync>;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.statements = {
      get: database.prepare(`SELECT ${columns} FROM answer WHERE address = ?`),
      head: database.prepare('SELECT etag, as_of_ms AS asOfMs FROM answer WHERE address = ?'),
      ofList: database.prepare(`SELECT ${columns} FROM answer WHERE list = ? ORDER BY as_of_ms, rowid`),
      put: database.prepare('INSERT OR REPLACE INTO answer (address, list, etag, as_of_ms, body) VALUES (:address, :list, :etag, :asOfMs, :body)'),
      touch: database.prepare('UPDATE answer SET as_of_ms = ? WHERE address = ?'),
      delete: database.prepare('DELETE FROM answer WHERE address = ?'),
      oldest: database.prepare('SELECT address, length(body) AS bytes FROM answer ORDER BY as_of_ms, rowid'),
      usage: database.prepare('SELECT count(*) AS answers, coalesce(sum(length(body)), 0) AS bytes FROM answer'),
    };
  }

  get(address: string): AnswerRecord | null {
    const row = this.statements.get.get(address);
    return row === undefined ? null : recordOf(row);
  }

  /** Without its body, which is the most of it. */
  head(address: string): Pick<AnswerRecord, 'etag' | 'asOfMs'> | null {
    const row = this.statements.head.get(address);
    return row === undefined ? null : { etag: textOrNull(row['etag']), asOfMs: Number(row['asOfMs']) };
  }

  /** All saved parts of a list, those first that were known to be true longest ago. */
  ofList(list: string): AnswerRecord[] {
    return this.statements.ofList.all(list).map(recordOf);
  }

  put(record: AnswerRecord): void {
    this.statements.put.run({ ...record });
  }

  /** Returns whether it is there. */
  touch(address: string, asOfMs: number): boolean {
    return this.statements.touch.run(asOfMs, address).changes > 0;
  }

  remove(address: string): void {
    this.statements.delete.run(address);
  }

  /** Removes answers, oldest first, until no more than `bytes` are left. */
  shrinkTo(bytes: number): void {
    let left = this.usage().bytes;
    for (const row of this.statements.oldest.all()) {
      if (left <= bytes) return;
      this.remove(String(row['address']));
      left -= Number(row['bytes']);
    }
  }

  usage(): CatalogUsage {
    const row = this.statements.usage.get();
    return { answers: Number(row?.['answers']), bytes: Number(row?.['bytes']) };
  }

  /** Removes everything, also from the files: what was deleted must not be found on the disk by reading them. */
  clear(): void {
    this.database.exec('DELETE FROM answer; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.database.close();
  }
}

function recordOf(row: Record<string, unknown>): AnswerRecord {
  const { body } = row;
  return {
    address: String(row['address']),
    list: String(row['list']),
    etag: textOrNull(row['etag']),
    asOfMs: Number(row['asOfMs']),
    body: body instanceof Uint8Array ? body : new Uint8Array(),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
