import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { noNetwork, useOffline } from './offline-setup.ts';

const setup = useOffline();
const { owner, slug } = fixtureUids.shapes;
const long = { owner, slug, sequenceUid: fixtureUids.shapes.long };
const short = { owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-images') };

/** All media on disk, by path. */
async function mediaFiles(folder = join(setup.dataFolder, 'store')): Promise<string[]> {
  const entries = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function damage(path: string): Promise<void> {
  await writeFile(path, (await readFile(path)).map((byte, index) => (index === 600 ? byte ^ 1 : byte)));
}

test('a damaged file of a kept sequence is found by verifying, told of, and fetched again', async () => {
  const app = await setup.start();
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'available');
  const fetched = setup.wholeFiles().length;
  const [path = ''] = await mediaFiles();
  const before = await readFile(path);
  await damage(path);
  await app.untilJob((await app.call('storage.verify', { downloadId: id })).jobId);
  await app.until(id, ({ state, files }) => state === 'available' && files.done === 36);
  expect(await readFile(path)).toEqual(before);
  expect(setup.wholeFiles()).toHaveLength(fetched + 1);
  const [dataset] = (await app.call('storage.read', {})).datasets;
  expect(dataset?.sequences).toMatchObject([{ downloadId: id, files: 36, damagedFiles: 0, verifiedAtMs: expect.any(Number) }]);
});

test('a damaged file that cannot be fetched again is missing and said to have been damaged, and the rest stays', async () => {
  const app = await setup.start();
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'available');
  await app.close();
  const [path = ''] = await mediaFiles();
  await damage(path);
  const offline = await setup.start({ fetch: noNetwork });
  await offline.untilJob((await offline.call('storage.verify', { downloadId: null })).jobId);
  expect((await offline.call('storage.read', {})).datasets[0]?.sequences).toMatchObject([{ files: 35, damagedFiles: 1 }]);
  expect(await offline.until(id, ({ state }) => state === 'waiting-for-network')).toMatchObject({ files: { done: 35, total: 36 } });
});

test('a kept sequence outlives the loss of the index, without the network, hashes and all', async () => {
  const app = await setup.start();
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'available');
  await app.close();
  for (const name of await readdir(join(setup.dataFolder, 'store'))) if (name.startsWith('index.')) await rm(join(setup.dataFolder, 'store', name));
  const [path = ''] = await mediaFiles();
  await damage(path);

  const offline = await setup.start({ fetch: noNetwork });
  expect(await offline.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 36, total: 36 } });
  expect((await offline.call('storage.read', {})).kept.files).toBe(36);
  // Only with the hash from before can it be told that a file has changed since.
  await offline.untilJob((await offline.call('storage.verify', { downloadId: id })).jobId);
  expect((await offline.call('storage.read', {})).datasets[0]?.sequences).toMatchObject([{ damagedFiles: 1 }]);
});

test('media move while their sequence is downloaded, and it goes on in the new place', async () => {
  const app = await setup.start();
  await app.call('settings.update', { downloads: { concurrency: 2, maxBytesPerSecond: null } });
  const id = await app.keep(long);
  await app.until(id, ({ files }) => files.done > 100);
  const target = join(setup.dataFolder, '..', 'disk', 'media');
  const { jobId } = await app.call('storage.move', { folder: target });
  await app.untilJob(jobId);
  expect(await app.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 900, total: 900 }, failedFiles: 0 });
  expect(await mediaFiles(target)).toHaveLength(900);
  expect(await readdir(setup.dataFolder)).not.toContain('store');
  await app.untilJob((await app.call('storage.verify', { downloadId: id })).jobId);
  expect(await app.call('storage.read', {})).toMatchObject({ folder: target, kept: { files: 900 }, partialBytes: 0, datasets: [{ sequences: [{ damagedFiles: 0 }] }] });
  // A file that was on its way when it moved may have been asked for a second time, from where it was.
  expect(setup.wholeFiles().length).toBeLessThanOrEqual(900 + 2);
  await app.close();
  expect((await (await setup.start({ fetch: noNetwork })).call('storage.read', {})).folder).toBe(target);
});
