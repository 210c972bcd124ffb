import { rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../failure.ts';
import { sqliteCodeOf } from './storage-failure.ts';

/** Each entry takes the schema from the version that is its position to the next; entries are never edited. */
const migrations = [
  `CREATE TABLE file (
     key TEXT PRIMARY KEY,
     length_bytes INTEGER NOT NULL CHECK (length_bytes > 0),
     media_type TEXT,
     sha256 TEXT,
     etag TEXT,
     last_modified TEXT,
     created_at_ms INTEGER NOT NULL,
     last_used_at_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX file_by_last_use ON file (last_used_at_ms);`,
];

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const sqlite = { busy: 5, corrupt: 11, notADatabase: 26 };

/**
 * Opens the index, bringing its schema up to date. A corrupt one is set aside as `index.sqlite.damaged` and a new one
 * begun: `isNew` tells that it has to be filled from the files. Throws `Failure('storage')` when another process has it
 * open (one writer: two would evict each other's files) or a newer version of the app wrote it.
 */
export async function openIndexDatabase(path: string): Promise<{ database: DatabaseSync; isNew: boolean }> {
  try {
    return openSound(path);
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
    await rename(path, `${path}.damaged`);
    // A log belongs to its database and would be replayed into the new one.
    for (const suffix of ['-wal', '-shm', '-journal']) await rm(path + suffix, { force: true });
    return openSound(path);
  }
}

function openSound(path: string): { database: DatabaseSync; isNew: boolean } {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const isNew = migrate(database);
    if (database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok') throw new CorruptIndex();
    return { database, isNew };
  } catch (cause) {
    database.close();
    if (sqliteCodeOf(cause) === sqlite.busy) {
      throw new Failure('storage', 'Another Avala Viewer uses this data folder. Close it, or start this one with another data folder.', {
        cause,
      });
    }
    throw cause;
  }
}

/** Returns whether there was nothing before. Takes the write lock also when nothing is due, to keep others out. */
function migrate(database: DatabaseSync): boolean {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof version !== 'number') throw new CorruptIndex();
  if (version > migrations.length) {
    throw new Failure('storage', 'A newer Avala Viewer has used this data folder. Update the app, or start it with another data folder.');
  }
  database.exec('BEGIN IMMEDIATE');
  for (const migration of migrations.slice(version)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${migrations.length}`);
  database.exec('COMMIT');
  return version === 0;
}

class CorruptIndex extends Error {
  override readonly name = 'CorruptIndex';
}

function isCorruption(cause: unknown): boolean {
  const code = sqliteCodeOf(cause);
  return cause instanceof CorruptIndex || code === sqlite.corrupt || code === sqlite.notADatabase;
}
