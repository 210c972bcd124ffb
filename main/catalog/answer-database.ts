import { closeSync, fchmodSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../failure.ts';
import { privateFileMode } from '../private-folder.ts';
import { sqliteCodeOf } from '../store/storage-failure.ts';

/**
 * Each entry takes the schema from the version that is its position to the next; entries are never edited. `body` is the
 * answer's JSON, gzipped; `list` is the address without its query, which all parts of one list share.
 */
const migrations = [
  `CREATE TABLE answer (
     address TEXT PRIMARY KEY,
     list TEXT NOT NULL,
     etag TEXT,
     as_of_ms INTEGER NOT NULL,
     body BLOB NOT NULL
   ) STRICT;
   CREATE INDEX answer_by_list ON answer (list);
   CREATE INDEX answer_by_age ON answer (as_of_ms);`,
];

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const sqlite = { busy: 5, corrupt: 11, notADatabase: 26 };

/** Whether what SQLite threw means that the file cannot be trusted any more. */
export function isDamage(cause: unknown): boolean {
  const code = sqliteCodeOf(cause);
  return cause instanceof DamagedDatabase || code === sqlite.corrupt || code === sqlite.notADatabase;
}

class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

/**
 * Opens the database of saved answers, for nobody but its owner to read, bringing its schema up to date. A damaged one is
 * set aside as `<name>.damaged` and a new one begun. Throws what the system answers, and `Failure('storage')` when
 * another process has it open or a newer version of the app wrote it.
 */
export function openAnswerDatabase(path: string): DatabaseSync {
  try {
    return openSound(path);
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    setAside(path);
    return openSound(path);
  }
}

/** Puts a damaged database where it is in nobody's way. */
export function setAside(path: string): void {
  renameSync(path, `${path}.damaged`);
  // A log belongs to its database and would be replayed into the new one.
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

function openSound(path: string): DatabaseSync {
  makePrivate(path);
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database);
    if (database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok') throw new DamagedDatabase();
    return database;
  } catch (cause) {
    database.close();
    if (sqliteCodeOf(cause) !== sqlite.busy) throw cause;
    throw new Failure('storage', 'Another Avala Viewer uses this data folder, so this one saves no lists. Close it, or start this one with another data folder.', { cause });
  }
}

/** Before SQLite makes it: its logs take over the mode of the database (sqlite.org/src, `findCreateFileMode`). */
function makePrivate(path: string): void {
  const file = openSync(path, 'a', privateFileMode);
  try {
    fchmodSync(file, privateFileMode);
  } finally {
    closeSync(file);
  }
}

/** Takes the write lock also when nothing is due, to keep other processes out. */
function migrate(database: DatabaseSync): void {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof version !== 'number') throw new DamagedDatabase();
  if (version > migrations.length) {
    throw new Failure('storage', 'A newer Avala Viewer has saved lists in this data folder, so this one saves none. Update the app, or start it with another data folder.');
  }
  database.exec('BEGIN IMMEDIATE');
  for (const migration of migrations.slice(version)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
}
