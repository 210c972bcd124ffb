import { rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { inTransaction } from './in-transaction.ts';
import { migrations } from './index-migrations.ts';
import type { KeptPin } from './index-pins.ts';
import { sqliteCodeOf } from './storage-failure.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const sqlite = { busy: 5, corrupt: 11, notADatabase: 26 };

/** What an index that is begun anew cannot find out from the files: who wants them, and what their hashes were. */
export type ReadPins = () => Promise<readonly KeptPin[]>;

export interface OpenIndex {
  database: DatabaseSync;
  /** There was none, or none that could be read: it has to be filled from the files. */
  isNew: boolean;
  /** There was one that could not be read. */
  isReplaced: boolean;
}

/**
 * Opens the index, bringing its schema up to date. A corrupt one is set aside as `index.sqlite.damaged` and a new one
 * begun, which has the pins already. Throws `Failure('storage')`
 * when another process has it open (one writer: two would evict each other's files) or a newer version of the app wrote
 * it, and what `readPins` throws.
 */
export async function openIndexDatabase(path: string, readPins: ReadPins): Promise<OpenIndex> {
  try {
    return await openSound(path, readPins);
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
    return await replaceIndexDatabase(path, readPins);
  }
}

/** Sets an index aside that is closed, and begins a new one. Throws as `openIndexDatabase`. */
export async function replaceIndexDatabase(path: string, readPins: ReadPins): Promise<OpenIndex> {
  await rename(path, `${path}.damaged`);
  // A log belongs to its database and would be replayed into the new one.
  for (const suffix of ['-wal', '-shm', '-journal']) await rm(path + suffix, { force: true });
  return { ...(await openSound(path, readPins)), isReplaced: true };
}

/**
 * Reads all of an index and throws when it is corrupt (`isCorruption`). Not when it is opened: with 100,000 files that
 * would be most of the time that opening takes. What is damaged and met before is found by the query that meets it.
 */
export async function checkIndexDatabase(database: DatabaseSync): Promise<void> {
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
    // Other work may be done between two of them.
    await setImmediate();
    if (!database.isOpen) return;
    const found = database.prepare(`PRAGMA quick_check("${String(name)}")`).get();
    if (found?.['quick_check'] !== 'ok') throw new CorruptIndex();
  }
}

async function openSound(path: string, readPins: ReadPins): Promise<OpenIndex> {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  try {
    // The lock is taken also when nothing is due, to keep others out.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; COMMIT');
    const isNew = await migrate(database, readPins);
    // A look at each table: what is cut off or overwritten is found at once, and the rest by `checkIndexDatabase`.
    for (const table of ['file', 'pin', 'pinned_file', 'partial', 'total']) database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
    return { database, isNew, isReplaced: false };
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

/** Returns whether there was nothing before. */
async function migrate(database: DatabaseSync, readPins: ReadPins): Promise<boolean> {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof version !== 'number') throw new CorruptIndex();
  if (version > migrations.length) {
    throw new Failure('storage', 'A newer Avala Viewer has used this data folder. Update the app, or start it with another data folder.');
  }
  if (version === migrations.length) return false;
  const pins = await readPins();
  // One transaction: killed in between, an index without its pins would pass for a whole one, and what is pinned be evicted.
  inTransaction(database, () => {
    for (const migration of migrations.slice(version)) database.exec(migration);
    if (version === 0) fill(database, pins);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  return version === 0;
}

/** The records are compared with the files before anybody can ask for them (`reconcile`). */
function fill(database: DatabaseSync, pins: readonly KeptPin[]): void {
  const addPin = database.prepare('INSERT OR IGNORE INTO pin (id) VALUES (?)');
  const addKeys = database.prepare('INSERT OR IGNORE INTO pinned_file (pin_id, key) SELECT ?, value FROM json_each(?)');
  const addFile = database.prepare(
    'INSERT OR IGNORE INTO file (key, length_bytes, media_type, sha256, created_at_ms, last_used_at_ms) VALUES (?, ?, ?, ?, 0, 0)',
  );
  for (const { id, keys, files } of pins) {
    addPin.run(id);
    addKeys.run(id, JSON.stringify(keys));
    for (const { key, lengthBytes, mediaType, sha256 } of files) addFile.run(key, lengthBytes, mediaType, sha256);
  }
}

class CorruptIndex extends Error {
  override readonly name = 'CorruptIndex';
}

/** Whether an index says that it is damaged. */
export function isCorruption(cause: unknown): boolean {
  const code = sqliteCodeOf(cause);
  return cause instanceof CorruptIndex || code === sqlite.corrupt || code === sqlite.notADatabase;
}
