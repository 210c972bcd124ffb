import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { counterPicture, viewColors } from '../../support/fixture-server/counter-picture.ts';
import { cameraView } from '../../support/fixture-server/datasets/generated.ts';
import type { FixtureRecording } from '../../support/fixture-server/recording.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { noNetwork, useOffline } from './offline-setup.ts';

/** A sequence of its own, whose frames a test may change while the server runs. */
const growing: FixtureRecording = {
  owner: 'acme',
  slug: 'growing',
  uid: 'seq_growing',
  key: 'growing',
  status: 'pending',
  frames: 'detail-images',
  featured: null,
  views: [cameraView('camera_front', 'directory-nginx', 4)],
};
const setup = useOffline({ sequenceCount: 120, recordings: [growing] });
const { owner, slug } = fixtureUids.shapes;
const short = { owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-images') };
const long = { owner, slug, sequenceUid: fixtureUids.shapes.long };
const library = (index: number) => ({ owner: fixtureUids.library.owner, slug: fixtureUids.library.slug, sequenceUid: fixtureUids.library.sequence(index) });

/** Files in the store, by key. */
const storedFiles = () =>
  readdirSync(join(setup.dataFolder, 'store/files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

test('a download that quitting interrupts goes on at the next start, and fetches nothing twice', async () => {
  const app = await setup.start();
  const id = await app.keep(long);
  await app.until(id, ({ files }) => files.done > 50);
  await app.close();
  const before = setup.wholeFiles().length;
  expect(before).toBeLessThan(900);
  const again = await setup.start();
  await again.until(id, ({ state }) => state === 'available');
  // Those that were on their way may be asked for once more: their hosts were cut off before the first byte.
  const counts = Map.groupBy(setup.wholeFiles(), (path) => path);
  expect(counts.size).toBe(900);
  expect(setup.wholeFiles().length).toBeLessThanOrEqual(900 + 6);
});

test('paused it fetches nothing, also after a start, and resumed it goes on', async () => {
  const app = await setup.start();
  const id = await app.keep(long);
  await app.until(id, ({ files }) => files.done > 20);
  await app.call('download.pause', { downloadIds: [id] });
  const paused = await app.download(id);
  expect(paused).toMatchObject({ state: 'paused', reason: null, msLeft: null });
  expect(paused.files.done).toBeGreaterThan(20);
  await app.close();
  const requests = setup.server.requests.length;
  const again = await setup.start();
  // As far as it was, from what is on disk.
  expect(await again.until(id, ({ files }) => files.done > 0)).toMatchObject({ state: 'paused', files: { total: 900 }, frames: { total: 300 } });
  await again.keep(short);
  await again.until((await again.call('download.list', {})).downloads[1]?.id ?? '', ({ state }) => state === 'available');
  expect(setup.server.requests.slice(requests).some(({ path }) => path.includes(long.sequenceUid))).toBe(false);
  await again.call('download.resume', { downloadIds: null });
  await again.until(id, ({ state }) => state === 'available');
});

test('removing deletes what nobody else needs, also in the middle, and leaves what another keeps', async () => {
  const app = await setup.start();
  const part = await app.keep(short, { frameRange: [0, 3] });
  await app.until(part, ({ state }) => state === 'available');
  expect(storedFiles()).toHaveLength(9);
  const other = await app.keep(long);
  await app.until(other, ({ files }) => files.done > 5);
  await app.call('download.remove', { downloadIds: [other] });
  expect(storedFiles()).toHaveLength(9);
  expect(readdirSync(join(setup.dataFolder, 'store/incoming'))).toEqual([]);
  expect((await app.call('download.list', {})).downloads.map(({ id }) => id)).toEqual([part]);
  await app.call('download.remove', { downloadIds: null });
  expect(storedFiles()).toEqual([]);
  expect(readdirSync(join(setup.dataFolder, 'kept'))).toEqual([]);
});

test('another choice fetches only what is new', async () => {
  const app = await setup.start();
  const id = await app.keep(short, { frameRange: [0, 3] });
  await app.until(id, ({ state }) => state === 'available');
  const before = setup.wholeFiles().length;
  expect(await app.keep(short, { viewKeys: ['camera_front'], frameRange: [0, 6] })).toBe(id);
  expect(await app.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 6, total: 6 } });
  expect(setup.wholeFiles().length - before).toBe(3);
  // Asking for the same again asks nobody.
  const requests = setup.server.requests.length;
  await app.keep(short, { viewKeys: ['camera_front'], frameRange: [0, 6] });
  expect(await app.download(id)).toMatchObject({ state: 'available' });
  expect(setup.server.requests).toHaveLength(requests);
});

test('what is put first is fetched first', async () => {
  const app = await setup.start();
  const held = setup.server.faults.add({ listener: 'api', path: /sequences\/seq_/, fault: { kind: 'held' } });
  const [first, second, third] = [await app.keep(library(0)), await app.keep(library(1)), await app.keep(library(2))];
  await app.call('download.reorder', { downloadId: third, beforeId: second });
  expect((await app.call('download.list', {})).downloads.map(({ id }) => id)).toEqual([first, third, second]);
  held.release();
  await app.until(second, ({ state }) => state === 'available');
  const asked = setup.wholeFiles().map((path) => /seq_library_0*(\d)/.exec(path)?.[1]);
  expect(asked.indexOf('2')).toBeLessThan(asked.indexOf('1'));
  await app.call('download.reorder', { downloadId: first, beforeId: null });
  await app.close();
  const again = await setup.start();
  expect((await again.call('download.list', {})).downloads.map(({ id }) => id)).toEqual([third, second, first]);
});

test('a whole dataset is kept page by page, with its progress', async () => {
  const app = await setup.start();
  const { owner: datasetOwner, slug: dataset } = fixtureUids.library;
  const { jobId } = await app.call('download.keepDataset', { owner: datasetOwner, slug: dataset, choice: { viewKeys: null, frameRange: [0, 1], everyNth: 1 } });
  await app.untilJob(jobId);
  const { downloads } = await app.call('download.list', {});
  expect(downloads).toHaveLength(120);
  expect(downloads.map(({ label }) => label)).toContain('drive_000119');
  expect(app.events.filter(({ type }) => type === 'job.progress').length).toBeGreaterThan(1);
  await app.call('download.pause', { downloadIds: null });
  expect((await app.call('download.list', {})).downloads.filter(({ state }) => state !== 'paused' && state !== 'available')).toEqual([]);
});

test('what the service has newly is fetched when the sequence is opened online', async () => {
  const sequence = { owner: growing.owner, slug: growing.slug, sequenceUid: growing.uid };
  const [view] = growing.views;
  if (view === undefined) throw new Error('The sequence has no view.');
  const app = await setup.start();
  const id = await app.keep(sequence);
  await app.until(id, ({ state }) => state === 'available');
  view.frames.push(counterPicture(4, viewColors.camera_front));
  try {
    const opened = await app.open(sequence);
    expect(opened.views[0]?.state === 'resolved' && opened.views[0].frames).toHaveLength(5);
    expect(await app.until(id, ({ state, files }) => state === 'available' && files.total === 5)).toMatchObject({ files: { done: 5, total: 5 } });
  } finally {
    view.frames.pop();
  }
});

test('progress is told at most four times a second', async () => {
  const app = await setup.start();
  const begunMs = performance.now();
  const id = await app.keep(long);
  await app.until(id, ({ state }) => state === 'available');
  const told = app.events.flatMap((event) => (event.type === 'download.changed' ? event.changed : []));
  const states = told.filter(({ state }, index) => state !== told[index - 1]?.state).length;
  expect(told.length).toBeGreaterThan(states);
  // A state may be told with and without what was begun in it.
  expect(told.length).toBeLessThanOrEqual((performance.now() - begunMs) / 250 + 2 * states);
});

test('an end that comes at once after a beginning is seen to be one: what was between them is told', async () => {
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*7\.png/, fault: { kind: 'expired-signature' } });
  const app = await setup.start();
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'failed');
  const before = app.events.length;
  await app.call('download.retry', { downloadIds: [id] });
  await app.until(id, ({ state }) => state === 'failed');
  const states = app.events.slice(before).flatMap((event) => (event.type === 'download.changed' ? event.changed.map(({ state }) => state) : []));
  // A few files are verified within one task.
  const passed = states.filter((state, index) => state !== states[index - 1] && state !== 'verifying');
  expect(passed).toEqual(['queued', 'resolving', 'downloading', 'failed']);
});

test('a damaged file about what is kept is set aside, and keeping it again fetches nothing twice', async () => {
  const app = await setup.start();
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'available');
  await app.close();
  const path = join(setup.dataFolder, 'kept', `${id}.json`);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
  const again = await setup.start();
  expect((await again.call('download.list', {})).downloads).toEqual([]);
  expect(readdirSync(join(setup.dataFolder, 'kept'))).toContain(`${id}.json.damaged`);
  expect(again.log.join('\n')).toMatch(/set aside/);
  await again.until(await again.keep(short), ({ state }) => state === 'available');
  expect(setup.wholeFiles()).toHaveLength(36);
});

test('without a network a kept sequence opens at once from a copy of its files, and one that is not kept says why not', async () => {
  const app = await setup.start();
  await app.until(await app.keep(short), ({ state }) => state === 'available');
  await app.close();
  const offline = await setup.start({ fetch: noNetwork });
  expect((await offline.open(short)).views).toHaveLength(3);
  expect(await offline.ask('recording.open', long)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
});
