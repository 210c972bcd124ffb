import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openIndexDatabase } from '../../../../main/store/index-database.ts';
import { migrations } from '../../../../main/store/index-migrations.ts';

let path = '';
const noPins = () => Promise.resolve([]);
const pragma = (database: DatabaseSync, name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'index-')), 'index.sqlite');
});
afterEach(async () => {
  await rm(join(path, '..'), { recursive: true, force: true });
});

test('a new index has a write-ahead log, foreign keys that hold, and the version of its schema', async () => {
  const { database, isNew } = await openIndexDatabase(path, noPins);
  expect(isNew).toBe(true);
  expect(['journal_mode', 'foreign_keys', 'user_version'].map((name) => pragma(database, name))).toEqual(['wal', 1, migrations.length]);
  expect(() => database.exec("INSERT INTO pinned_file VALUES ('nobody', 'a')")).toThrow(/FOREIGN KEY/);
  database.exec("INSERT INTO pin VALUES ('p'); INSERT INTO pinned_file VALUES ('p', 'a'); DELETE FROM pin");
  expect(database.prepare('SELECT count(*) AS rows FROM pinned_file').get()).toEqual({ rows: 0 });
  database.close();
});

test('nobody else can open it meanwhile, and it is as it was afterwards', async () => {
  const { database } = await openIndexDatabase(path, noPins);
  await expect(openIndexDatabase(path, noPins)).rejects.toMatchObject({ kind: 'storage', message: expect.stringContaining('Another Avala Viewer') });
  database.exec("INSERT INTO pin VALUES ('p')");
  database.close();
  const again = await openIndexDatabase(path, noPins);
  expect([again.isNew, again.isReplaced, again.database.prepare('SELECT id FROM pin').all()]).toEqual([false, false, [{ id: 'p' }]]);
  again.database.close();
});

test.each(migrations.slice(0, -1).map((_, index) => index + 1))('an index of schema %i is brought up to date with all that it holds', async (version) => {
  const older = new DatabaseSync(path);
  for (const migration of migrations.slice(0, version)) older.exec(migration);
  older.exec(`INSERT INTO file VALUES ('a', 100, 'image/jpeg', 'ff', '"e"', NULL, 1, 2), ('b', 50, NULL, NULL, NULL, NULL, 1, 2); PRAGMA user_version = ${version}`);
  older.close();
  const { database, isNew, isReplaced } = await openIndexDatabase(path, noPins);
  expect([isNew, isReplaced, pragma(database, 'user_version')]).toEqual([false, false, migrations.length]);
  expect(database.prepare('SELECT key, length_bytes, sha256, etag FROM file').all()).toEqual([
    { key: 'a', length_bytes: 100, sha256: 'ff', etag: '"e"' },
    { key: 'b', length_bytes: 50, sha256: null, etag: null },
  ]);
  expect(database.prepare('SELECT is_pinned, files, bytes FROM total ORDER BY is_pinned').all()).toEqual([
    { is_pinned: 0, files: 2, bytes: 150 },
    { is_pinned: 1, files: 0, bytes: 0 },
  ]);
  database.close();
});
