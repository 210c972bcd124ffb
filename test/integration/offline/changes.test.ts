import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { FetchPort } from '../../../main/fetch-port.ts';
import { counterPicture, viewColors } from '../../support/fixture-server/counter-picture.ts';
import { cameraView } from '../../support/fixture-server/datasets/generated.ts';
import type { FixtureRecording } from '../../support/fixture-server/recording.ts';
import { noNetwork, useOffline, type RunningApp } from './offline-setup.ts';

const view = cameraView('camera_front', 'directory-nginx', 4);
const original = [...view.frames];
/** A sequence whose files a test may change while the server runs, at the addresses that they have. */
const changing: FixtureRecording = { owner: 'acme', slug: 'changing', uid: 'seq_changing', key: 'changing', status: 'pending', frames: 'detail-images', featured: null, views: [view] };
const setup = useOffline({ sequenceCount: 20, recordings: [changing] });
const sequence = { owner: changing.owner, slug: changing.slug, sequenceUid: changing.uid };
afterEach(() => void view.frames.splice(0, view.frames.length, ...original));

const another = counterPicture(99, viewColors.camera_rear);

async function keep(app: RunningApp): Promise<string> {
  const id = await app.keep(sequence);
  await app.until(id, ({ state }) => state === 'available');
  return id;
}

async function check(app: RunningApp, downloadId: string | null) {
  const { jobId } = await app.call('storage.check', { downloadId });
  await app.untilJob(jobId);
  return (await app.call('storage.read', {})).lastCheck;
}

const bytesAt = async (app: RunningApp, frame: number) => Buffer.from(await (await app.media((await app.open(sequence)).views[0], frame)).arrayBuffer());
const bytesOf = async (file: (typeof original)[number]) => Buffer.from(file !== null && file !== undefined && 'read' in file ? await file.read() : []);

test('what has not changed is asked for by its version, costs no byte, and is known to be as it is now', async () => {
  const app = await setup.start();
  const id = await keep(app);
  const before = await app.download(id);
  const [events, requests] = [app.events.length, setup.server.requests.length];
  expect(await check(app, null)).toEqual({ downloadId: null, checkedFiles: 4, replacedFiles: 0, goneFiles: 0, untoldFiles: 0 });
  const asked = setup.server.requests.slice(requests).filter(({ path, headers }) => /\.png/.test(path) && headers.range === undefined);
  expect(asked.map(({ headers }) => headers['if-none-match'] !== undefined)).toEqual([true, true, true, true]);
  const after = await app.download(id);
  expect(after.keptAtMs).toBeGreaterThan(before.keptAtMs ?? Infinity);
  // Nothing is announced that has not happened.
  const states = app.events.slice(events).flatMap((event) => (event.type === 'download.changed' ? event.changed.map(({ state }) => state) : []));
  expect(new Set(states)).toEqual(new Set(['available']));
});

test('a file that is another one behind the same address takes the place of the kept one, also in what a lost index is rebuilt from', async () => {
  const app = await setup.start();
  const id = await keep(app);
  view.frames[2] = another;
  expect(await bytesAt(app, 2)).toEqual(await bytesOf(original[2] ?? null));
  expect(await check(app, id)).toEqual({ downloadId: id, checkedFiles: 4, replacedFiles: 1, goneFiles: 0, untoldFiles: 0 });
  await app.until(id, ({ state }) => state === 'available');
  expect(await bytesAt(app, 2)).toEqual(await bytesOf(another));
  expect(await bytesAt(app, 1)).toEqual(await bytesOf(original[1] ?? null));
  const { jobId } = await app.call('storage.verify', { downloadId: id });
  await app.untilJob(jobId);
  expect((await app.call('storage.read', {})).lastVerified).toMatchObject({ checkedFiles: 4, damagedFiles: 0 });
  await app.close();

  for (const name of readdirSync(join(setup.dataFolder, 'store'))) if (name.startsWith('index.')) rmSync(join(setup.dataFolder, 'store', name));
  const offline = await setup.start({ fetch: noNetwork });
  await offline.untilJob((await offline.call('storage.verify', { downloadId: id })).jobId);
  expect((await offline.call('storage.read', {})).lastVerified).toMatchObject({ checkedFiles: 4, damagedFiles: 0 });
  expect(await bytesAt(offline, 2)).toEqual(await bytesOf(another));
});

test('what takes the place of a kept file comes no faster than the limit of downloads', async () => {
  const app = await setup.start();
  const id = await keep(app);
  const large = Buffer.concat([await bytesOf(another), Buffer.alloc(20_000)]);
  view.frames[2] = { suffix: 'png', read: () => Promise.resolve(large) };
  await app.call('settings.update', { downloads: { concurrency: 2, maxBytesPerSecond: 10_000 } });
  const begunMs = performance.now();
  expect(await check(app, id)).toMatchObject({ replacedFiles: 1 });
  // A quarter of a second's worth may come at once.
  expect(performance.now() - begunMs).toBeGreaterThan(1_500);
  expect((await bytesAt(app, 2)).byteLength).toBe(large.byteLength);
});

test('frames that the service has newly are fetched by a check too', async () => {
  const app = await setup.start();
  const id = await keep(app);
  view.frames.push(another);
  expect(await check(app, id)).toMatchObject({ checkedFiles: 4, replacedFiles: 0 });
  expect(await app.until(id, ({ state, files }) => state === 'available' && files.total === 5)).toMatchObject({ files: { done: 5, total: 5 } });
});

test('what the media host does not have any more, or has no version of, stays and is told', async () => {
  const app = await setup.start();
  const id = await keep(app);
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*1\.png/, fault: { kind: 'not-found' } });
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*2\.png/, fault: { kind: 'server-error' } });
  expect(await check(app, id)).toEqual({ downloadId: id, checkedFiles: 4, replacedFiles: 0, goneFiles: 1, untoldFiles: 1 });
  for (const frame of [1, 2]) expect(await bytesAt(app, frame)).toEqual(await bytesOf(original[frame] ?? null));
});

test('without the service nothing is found out, which is said, and what is kept stays', async () => {
  let isOnline = true;
  const port: FetchPort = (url, init) => (isOnline ? fetch(url, init) : noNetwork(url, init));
  const app = await setup.start({ fetch: port });
  const id = await keep(app);
  view.frames[2] = another;
  isOnline = false;
  const { jobId } = await app.call('storage.check', { downloadId: id });
  await expect(app.untilJob(jobId)).rejects.toThrow(/cannot be reached|connection/i);
  expect((await app.call('storage.read', {})).lastCheck).toBeNull();
  expect(await bytesAt(app, 2)).toEqual(await bytesOf(original[2] ?? null));
});

test('a replacement that breaks off leaves what was kept', async () => {
  const app = await setup.start();
  const id = await keep(app);
  view.frames[2] = another;
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*2\.png/, fault: { kind: 'cut' } });
  const { jobId } = await app.call('storage.check', { downloadId: id });
  await expect(app.untilJob(jobId)).rejects.toThrow(/connection/);
  expect(await bytesAt(app, 2)).toEqual(await bytesOf(original[2] ?? null));
});

test('a job that runs is found by a page that comes later', async () => {
  const held = setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*2\.png/, fault: { kind: 'held' }, after: 1 });
  const app = await setup.start();
  const id = await keep(app);
  const { jobId } = await app.call('storage.check', { downloadId: id });
  await expect.poll(async () => (await app.call('job.list', {})).jobs).toEqual([{ jobId, subject: { kind: 'check', downloadId: id }, done: 3, total: 4, label: 'Checking for changes' }]);
  held.release();
  await app.untilJob(jobId);
  expect(await app.call('job.list', {})).toEqual({ jobs: [] });
});
