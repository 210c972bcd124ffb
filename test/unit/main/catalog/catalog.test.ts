import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Catalog, type CatalogOptions } from '../../../../main/catalog/catalog.ts';

let folder: string;
let path: string;
let warnings: string[];
let flips: boolean[];
let opened: Catalog[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'avala-catalog-'));
  path = join(folder, 'catalog', 'answers.sqlite');
  warnings = [];
  flips = [];
  opened = [];
});
afterEach(async () => {
  for (const catalog of opened) await catalog.close();
  rmSync(folder, { recursive: true });
});

function open(options: Partial<CatalogOptions> = {}): Catalog {
  const catalog = new Catalog({
    path,
    budgetBytes: 1_000_000,
    log: { warn: (message, details) => warnings.push(`${message} ${JSON.stringify(details ?? {})}`) },
    onHasAnswers: (hasAnswers) => flips.push(hasAnswers),
    ...options,
  });
  opened.push(catalog);
  return catalog;
}

const list = 'https://server.example/api/v1/datasets/';
const save = (catalog: Catalog, query: string, body: unknown, etag: string | null = null) => catalog.save({ address: list + query, list, etag, text: JSON.stringify(body) });

test('what was saved is there after a restart, with its validator and when it was true', async () => {
  const before = open({ now: () => 1_000 });
  expect(await before.read(list)).toBeNull();
  expect(await save(before, '', { results: ['ä'] }, 'W/"1"')).toBe(true);
  await before.close();
  const after = open();
  expect(await after.read(list)).toEqual({ body: { results: ['ä'] }, etag: 'W/"1"', asOfMs: 1_000 });
  expect(after.peek(list)).toEqual({ etag: 'W/"1"', asOfMs: 1_000 });
});

test('a later answer replaces the earlier one also when it is packed faster, and a confirmed one is as true as now', async () => {
  let nowMs = 1_000;
  const catalog = open({ now: () => nowMs });
  const long = save(catalog, '', { results: randomBytes(300_000).toString('hex') });
  await Promise.all([long, save(catalog, '', { results: [] })]);
  nowMs = 5_000;
  expect(catalog.confirm(list)).toBe(true);
  expect(await catalog.read(list)).toMatchObject({ body: { results: [] }, asOfMs: 5_000 });
  expect(catalog.confirm(`${list}?cursor=never`)).toBe(false);
});

test('everything saved of a list is found, however it was asked for, oldest first', async () => {
  let nowMs = 0;
  const catalog = open({ now: () => (nowMs += 1) });
  await save(catalog, '?cursor=b', 2);
  await save(catalog, '', 1);
  await catalog.save({ address: `${list}acme/drive/items/`, list: `${list}acme/drive/items/`, etag: null, text: '3' });
  expect((await catalog.readList(list)).map(({ body }) => body)).toEqual([2, 1]);
});

test('beyond the budget the oldest go, until a tenth of it is free', async () => {
  let nowMs = 0;
  const catalog = open({ budgetBytes: 100_000, now: () => (nowMs += 1) });
  for (let index = 0; index < 30; index += 1) await save(catalog, `?cursor=${index}`, randomBytes(5_000).toString('base64'));
  expect(catalog.usage().bytes).toBeLessThanOrEqual(100_000);
  expect(await catalog.read(`${list}?cursor=29`)).not.toBeNull();
  expect(await catalog.read(`${list}?cursor=0`)).toBeNull();
  expect(catalog.usage().answers).toBeGreaterThan(10);
});

test('nobody but its owner can read any of its files, also when the file was there before', async () => {
  const catalog = open();
  await save(catalog, '', { secret: true });
  const modes = readdirSync(join(folder, 'catalog')).map((name) => [name, (statSync(join(folder, 'catalog', name)).mode & 0o777).toString(8)]);
  expect(modes.length).toBeGreaterThan(1);
  expect(modes.filter(([, mode]) => mode !== '600')).toEqual([]);
});

test('deleted answers are not left in the files', async () => {
  const catalog = open();
  // Random text does not shrink: what is in the file can be searched for.
  const body = randomBytes(60_000).toString('base64');
  await save(catalog, '', body);
  const lengthBytes = statSync(path).size + statSync(`${path}-wal`).size;
  await catalog.clear();
  expect(catalog.usage()).toEqual({ answers: 0, bytes: 0 });
  expect(flips).toEqual([true, false]);
  const files = readdirSync(join(folder, 'catalog')).map((name) => readFileSync(join(folder, 'catalog', name)));
  expect(files.reduce((sum, file) => sum + file.length, 0)).toBeLessThan(lengthBytes / 2);
  expect(files.some((file) => file.includes(list))).toBe(false);
});

test('a file that is no database is set aside, and saving begins anew', async () => {
  await open().close();
  writeFileSync(path, randomBytes(8_192));
  const catalog = open();
  expect(await save(catalog, '', 1)).toBe(true);
  expect(readdirSync(join(folder, 'catalog'))).toContain('answers.sqlite.damaged');
});

test('a database that was cut is set aside, and saving begins anew', async () => {
  const before = open();
  for (let index = 0; index < 20; index += 1) await save(before, `?cursor=${index}`, randomBytes(5_000).toString('base64'));
  await before.close();
  truncateSync(path, statSync(path).size >> 1);
  const catalog = open();
  expect(catalog.usage().answers).toBe(0);
  expect(await save(catalog, '', 1)).toBe(true);
});

test('an answer whose bytes were changed counts as not saved, is forgotten, and nothing of it is logged', async () => {
  const before = open();
  await save(before, '', { results: ['not for logs'] });
  await before.close();
  const database = new DatabaseSync(path);
  database.exec("UPDATE answer SET body = CAST('not gzip' AS BLOB)");
  database.close();
  const catalog = open();
  expect(await catalog.read(list)).toBeNull();
  expect(catalog.peek(list)).toBeNull();
  expect(warnings.join('\n')).toContain('damaged');
  expect(warnings.join('\n')).not.toMatch(/not gzip|server\.example/);
});

test('a second viewer on the same folder, and one older than the file, save nothing and say so', async () => {
  const first = open();
  await save(first, '', 1);
  const second = open();
  expect(await save(second, '?cursor=a', 2)).toBe(false);
  expect(await second.read(list)).toBeNull();
  expect(warnings.join('\n')).toContain('Another Avala Viewer uses this data folder');
  await first.close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(await save(open(), '', 3)).toBe(false);
  expect(warnings.join('\n')).toContain('newer Avala Viewer');
});

test('where nothing can be written the viewer works without, and does not claim to have deleted anything', async () => {
  writeFileSync(join(folder, 'catalog'), 'a file where the folder should be');
  const catalog = open();
  expect(await save(catalog, '', 1)).toBe(false);
  expect(catalog.usage()).toEqual({ answers: 0, bytes: 0 });
  expect(warnings).toHaveLength(1);
  await expect(catalog.clear()).rejects.toMatchObject({ kind: 'storage' });
});
