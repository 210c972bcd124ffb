import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Jobs } from '../../../main/commands/jobs.ts';
import { createPipeline } from '../../../main/commands/pipeline.ts';
import { settingsHandlers } from '../../../main/commands/settings.ts';
import { storageHandlers, type KeptSequenceInfo } from '../../../main/commands/storage.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { openSettingsFile } from '../../../main/settings/settings-file.ts';
import { contentKey } from '../../../main/store/content-key.ts';
import { CurrentStore } from '../../../main/store/current-store.ts';
import type { AppEvent } from '../../../preload/contract/events.ts';
import type { Storage } from '../../../preload/contract/storage.ts';

let folder = '';
let store: CurrentStore;
let events: AppEvent[] = [];
let shown: string[] = [];
let stops = 0;
let found = 0;
const verified = new Map<string, number>();

const sequence = (id: string, slug: string): KeptSequenceInfo => ({ id, owner: 'acme', slug, sequenceUid: `seq-${id}`, label: `Drive ${id}`, verifiedAtMs: verified.get(id) ?? null });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-commands-'));
  store = new CurrentStore({ dataFolder: folder, budgetBytes: 1_000_000, reserveBytes: 0, onProblem: () => undefined });
  await store.open();
  events = [];
  shown = [];
  stops = 0;
  found = 0;
  verified.clear();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function setUp() {
  const log = createLogger(() => undefined);
  const settings = openSettingsFile(join(folder, 'settings.json'), log);
  const parts = {
    store,
    jobs: new Jobs((event) => events.push(event)),
    keptSequences: {
      list: () => [sequence('a', 'drives'), sequence('b', 'drives'), sequence('c', 'parking')],
      async noteVerified(id: string, atMs: number) {
        verified.set(id, atMs);
      },
      checkForChanges: () => Promise.reject(new Error('It is not asked for here.')),
    },
    async whileStoreStopped(work: () => Promise<void>) {
      stops += 1;
      await work();
    },
    onStoreFound() {
      found += 1;
    },
    async showFolder(path: string) {
      shown.push(path);
    },
  };
  // The contract's parsing is part of what is tested; the other handlers are not asked.
  const handlers = { ...storageHandlers(parts), ...settingsHandlers({ settings, store, startBudgetBytes: 1_000_000 }) };
  const execute = createPipeline(handlers as Parameters<typeof createPipeline>[0], log);
  const call = async <Value>(name: string, input: unknown = {}): Promise<Value> => {
    const result = await execute(name, input, new AbortController().signal);
    if (!result.ok) throw Object.assign(new Error(result.error.message), { kind: result.error.kind });
    return result.value as Value;
  };
  const run = async (name: string, input: unknown) => {
    const { jobId } = await call<{ jobId: string }>(name, input);
    await expect.poll(() => events.at(-1)?.type).toBe('job.ended');
    const mine = events.filter((event) => 'jobId' in event && event.jobId === jobId);
    events = [];
    return mine;
  };
  return { call, run };
}

async function keep(name: string, bytes = 1_000): Promise<void> {
  const writer = await store.needed.write(contentKey(name));
  await writer.append(Buffer.alloc(bytes, name));
  await writer.commit(bytes, { mediaType: 'text/plain', etag: null, lastModified: null });
  await writer.close();
}

/** Sequences `a` and `b` share a file; `c` lacks one; two files are nobody's. */
async function fill(): Promise<void> {
  store.needed.pin('a', ['1', '2', 'shared'].map(contentKey));
  store.needed.pin('b', ['3', 'shared'].map(contentKey));
  store.needed.pin('c', ['4', 'missing'].map(contentKey));
  for (const name of ['1', '2', 'shared', '3', '4', 'cache-1', 'cache-2']) await keep(name);
}

const pathOf = (name: string) => join(folder, 'store', 'files', contentKey(name).charAt(0), contentKey(name).charAt(1), contentKey(name));

it('tells what takes how much, shared files once in all sums but those of sequences', async () => {
  await fill();
  const { call } = setUp();
  const storage = await call<Storage>('storage.read');
  expect(storage).toMatchObject({
    folder: join(folder, 'store'),
    problem: null,
    cache: { bytes: 2_000, files: 2, budgetBytes: 1_000_000 },
    kept: { bytes: 5_000, files: 5 },
    partialBytes: 0,
    disk: { reserveBytes: 0 },
  });
  expect(storage.disk?.freeBytes).toBeGreaterThan(0);
  expect(storage.datasets.map(({ slug, bytes, sequences }) => [slug, bytes, sequences.map(({ downloadId, label, bytes: own, files }) => [downloadId, label, own, files])])).toEqual([
    ['drives', 4_000, [['a', 'Drive a', 3_000, 3], ['b', 'Drive b', 2_000, 2]]],
    ['parking', 1_000, [['c', 'Drive c', 1_000, 1]]],
  ]);
});

it('clears the cache and nothing that is kept', async () => {
  await fill();
  const { call } = setUp();
  expect(await call<Storage>('storage.clearCache')).toMatchObject({ cache: { bytes: 0, files: 0 }, kept: { bytes: 5_000, files: 5 } });
});

it('verifies one sequence with progress, removes what is damaged, and says how many', async () => {
  await fill();
  await writeFile(pathOf('2'), Buffer.alloc(1_000, 'x'));
  await writeFile(pathOf('4'), Buffer.alloc(1_000, 'x'));
  const { call, run } = setUp();
  const label = 'Comparing files with their hashes';
  const ended = await run('storage.verify', { downloadId: 'a' });
  expect(ended[0]).toMatchObject({ type: 'job.progress', done: 0, total: 3, label });
  expect(ended.slice(-2)).toMatchObject([{ type: 'job.progress', done: 3, total: 3, label }, { type: 'job.ended', error: null }]);
  expect([...verified.keys()]).toEqual(['a']);
  const damagedOf = async () => (await call<Storage>('storage.read')).datasets.flatMap(({ sequences }) => sequences.map(({ downloadId, files, damagedFiles }) => [downloadId, files, damagedFiles]));
  expect(await damagedOf()).toEqual([['a', 2, 1], ['b', 2, 0], ['c', 1, 0]]);

  expect((await call<Storage>('storage.read')).lastVerified).toEqual({ downloadId: 'a', checkedFiles: 3, damagedFiles: 1 });

  await run('storage.verify', { downloadId: null });
  expect([...verified.keys()]).toEqual(['a', 'b', 'c']);
  expect(await damagedOf()).toEqual([['a', 2, 1], ['b', 2, 0], ['c', 0, 1]]);
  await keep('2');
  // What was found stays what was found, although it is mended.
  expect((await call<Storage>('storage.read')).lastVerified).toEqual({ downloadId: null, checkedFiles: 6, damagedFiles: 1 });
  expect(await damagedOf()).toEqual([['a', 3, 0], ['b', 2, 0], ['c', 0, 1]]);
});

it('says that a sequence which is not kept any more cannot be verified', async () => {
  const { run } = setUp();
  expect(await run('storage.verify', { downloadId: 'gone' })).toEqual([expect.objectContaining({ error: { kind: 'not-found', message: expect.stringContaining('not kept any more') } })]);
});

it('moves the media as a job, while nothing is written', async () => {
  await fill();
  const { call, run } = setUp();
  const ended = await run('storage.move', { folder: join(folder, 'elsewhere') });
  expect(ended.at(-1)).toMatchObject({ type: 'job.ended', error: null });
  expect(ended[0]).toMatchObject({ type: 'job.progress', done: 0, total: 7, label: 'Moving media' });
  expect(stops).toBe(1);
  expect(await call<Storage>('storage.read')).toMatchObject({ folder: join(folder, 'elsewhere'), kept: { files: 5 } });
  await call('storage.showFolder');
  expect(shown).toEqual([join(folder, 'elsewhere')]);
});

it('changes the budget while the app runs, and back to that of the start', async () => {
  await fill();
  const { call } = setUp();
  const budgetOf = async () => (await call<Storage>('storage.read')).cache.budgetBytes;
  await call('settings.update', { storage: { cacheBudgetBytes: 100_000_000 } });
  expect(await budgetOf()).toBe(100_000_000);
  await call('settings.update', { theme: 'dark' });
  expect(await budgetOf()).toBe(100_000_000);
  await call('settings.update', { storage: { cacheBudgetBytes: null } });
  expect(await budgetOf()).toBe(1_000_000);
});

it('says why there is no store, and finds it once that is over', async () => {
  await fill();
  const { call } = setUp();
  await store.close();
  const other = new CurrentStore({ dataFolder: folder, budgetBytes: 1_000_000, reserveBytes: 0, onProblem: () => undefined });
  await other.open();
  store = new CurrentStore({ dataFolder: folder, budgetBytes: 1_000_000, reserveBytes: 0, onProblem: () => undefined });
  await store.open();
  const { call: callSecond } = setUp();
  expect(await callSecond<Storage>('storage.read')).toMatchObject({ folder: null, problem: expect.stringContaining('Another Avala Viewer uses this data folder'), disk: null });
  await expect(callSecond('storage.clearCache')).rejects.toThrow('Another Avala Viewer');
  await expect(callSecond('storage.showFolder')).rejects.toThrow('Another Avala Viewer');
  await other.close();
  expect(found).toBe(0);
  expect(await callSecond<Storage>('storage.read')).toMatchObject({ problem: null, kept: { files: 5 } });
  expect(await callSecond<Storage>('storage.read')).toMatchObject({ problem: null });
  expect(found).toBe(1);
  await expect(call('storage.clearCache')).rejects.toMatchObject({ kind: 'storage' });
});
