import { expect, test } from 'vitest';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { noNetwork, useOffline } from './offline-setup.ts';

const setup = useOffline();
const { owner, slug } = fixtureUids.shapes;
const short = { owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-images') };
const long = { owner, slug, sequenceUid: fixtureUids.shapes.long };
const broken = (sequenceUid: string) => ({ owner: fixtureUids.broken.owner, slug: fixtureUids.broken.slug, sequenceUid });

test('without a network the queue waits and says so, and goes on by itself when it is back', async () => {
  let isOnline = false;
  const app = await setup.start({ fetch: (url, init) => (isOnline ? fetch(url, init) : noNetwork(url, init)) });
  const id = await app.keep(short);
  const waiting = await app.until(id, ({ state }) => state === 'waiting-for-network');
  expect(waiting.reason).toMatch(/network/);
  isOnline = true;
  await app.until(id, ({ state }) => state === 'available');
  expect(setup.wholeFiles()).toHaveLength(36);
});

test('a network that goes in the middle loses nothing, and nothing is fetched twice', async () => {
  let left = 30;
  const app = await setup.start({
    fetch: (url, init) => {
      if (left === 0) return noNetwork(url, init);
      left -= 1;
      return fetch(url, init);
    },
  });
  const id = await app.keep(long);
  await app.until(id, ({ state }) => state === 'waiting-for-network');
  left = Infinity;
  const kept = await app.until(id, ({ state }) => state === 'available');
  expect(kept.frames).toEqual({ done: 300, total: 300 });
  expect(setup.wholeFiles()).toHaveLength(900);
  expect(new Set(setup.wholeFiles()).size).toBe(900);
});

test('files that are missing or are a log-in page are told one by one, and everything else is kept', async () => {
  const gone = setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*7\.png/, fault: { kind: 'expired-signature' } });
  const login = setup.server.faults.add({ listener: 'media', path: /camera_rear\/\D*3\.png/, fault: { kind: 'html' } });
  const app = await setup.start();
  const id = await app.keep(short);
  const failed = await app.until(id, ({ state }) => state === 'failed');
  expect(failed).toMatchObject({ failedFiles: 2, files: { done: 34, total: 36 }, frames: { done: 10, total: 12 } });
  const { failures } = await app.call('download.failures', { downloadId: id });
  expect(failures.map(({ viewKey, frame }) => `${viewKey} ${frame}`).toSorted((a, b) => a.localeCompare(b))).toEqual(['camera_front 7', 'camera_rear 3']);
  expect(failures.every(({ reason }) => reason.endsWith('.') && !/http/.test(reason))).toBe(true);

  gone.release();
  login.release();
  const before = setup.wholeFiles().length;
  await app.call('download.retry', { downloadIds: [id] });
  const kept = await app.until(id, ({ state }) => state === 'available');
  expect(kept.failedFiles).toBe(0);
  expect(setup.wholeFiles().length - before).toBe(2);
});

test.each(['wrong-length', 'no-answer'] as const)('one file whose host does this for ever (%s) does not hold up the others', async (kind) => {
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*1\.png/, fault: { kind } });
  const app = await setup.start();
  const first = await app.keep(short);
  const second = await app.keep({ owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-image-urls') });
  expect(await app.until(first, ({ state }) => state === 'failed')).toMatchObject({ failedFiles: 1, files: { done: 35, total: 36 } });
  await app.until(second, ({ state }) => state === 'available' || state === 'failed');
});

test('a host that fails for a while is asked again', async () => {
  setup.server.faults.add({ listener: 'media', path: /camera_front\/\D*1\.png/, fault: { kind: 'reply', status: 503, body: '' }, times: 2 });
  const app = await setup.start();
  await app.until(await app.keep(short), ({ state }) => state === 'available');
});

test('views that cannot be had are told, and the others are kept', async () => {
  const app = await setup.start();
  const id = await app.keep(broken(fixtureUids.broken.deadViews));
  const failed = await app.until(id, ({ state }) => state === 'failed');
  expect(failed.frames).toEqual({ done: 3, total: 3 });
  expect(failed.reason).toMatch(/^The view camera_\w+ could not be read: /);
  const { failures } = await app.call('download.failures', { downloadId: id });
  expect(failures.map(({ viewKey, frame }) => [viewKey, frame])).toEqual([
    ['camera_rear', null],
    ['camera_left', null],
    ['camera_right', null],
    ['lidar', null],
  ]);
  await app.close();
  const offline = await setup.start({ fetch: noNetwork });
  const { views } = await offline.open(broken(fixtureUids.broken.deadViews));
  expect(views.map(({ key, state }) => [key, state])).toEqual([
    ['camera_front', 'resolved'],
    ['camera_rear', 'failed'],
    ['camera_left', 'failed'],
    ['camera_right', 'failed'],
    ['lidar', 'failed'],
  ]);
});

test('without a key it waits for somebody to sign in, and then goes on', async () => {
  const app = await setup.start({ environmentKey: null });
  const id = await app.keep(short);
  const waiting = await app.until(id, ({ state }) => state === 'waiting-for-network');
  expect(waiting.reason).toMatch(/Sign in/);
  await app.call('session.sign-in', { key: setup.server.key, forThisSessionOnly: true });
  await app.until(id, ({ state }) => state === 'available');
});

test('a key that is rejected keeps everything readable that is there', async () => {
  const app = await setup.start();
  await app.until(await app.keep(short), ({ state }) => state === 'available');
  setup.server.faults.add({ listener: 'api', path: /./, fault: { kind: 'expired-key' } });
  const { views } = await app.open(short);
  for (const view of views) expect((await app.media(view, 5)).status).toBe(200);
});

test('addresses that expire in the middle are renewed', async () => {
  const app = await setup.start();
  await app.call('settings.update', { downloads: { concurrency: 2, maxBytesPerSecond: null } });
  const id = await app.keep(long);
  await app.until(id, ({ files }) => files.done > 20);
  setup.server.expireSignatures();
  const kept = await app.until(id, ({ state }) => state === 'available' || state === 'failed');
  expect(kept).toMatchObject({ state: 'available', files: { done: 900, total: 900 } });
});

test('a sequence that the service does not have is told as failed, and the next one goes on', async () => {
  const app = await setup.start();
  const lost = await app.keep({ owner, slug, sequenceUid: 'seq_none' });
  const next = await app.keep(short);
  expect(await app.until(lost, ({ state }) => state === 'failed')).toMatchObject({ reason: expect.stringMatching(/not in the dataset/) as unknown });
  await app.until(next, ({ state }) => state === 'available');
});

test('a frame that was not kept says so without a network, and comes when it is back', async () => {
  let isOnline = true;
  const app = await setup.start({ fetch: (url, init) => (isOnline ? fetch(url, init) : noNetwork(url, init)) });
  const id = await app.keep(short, { frameRange: [0, 6] });
  expect(await app.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 18, total: 18 }, frames: { done: 6, total: 6 } });
  isOnline = false;
  const { recordingId, views } = await app.open(short);
  expect(await app.call('recording.kept', { recordingId, viewKey: 'camera_front' })).toEqual({ ranges: [[0, 6]] });
  const refused = await app.media(views[0], 6);
  expect(await refused.json()).toMatchObject({ kind: 'unreachable', message: expect.stringMatching(/^This frame was not kept on this computer\./) as unknown });
  isOnline = true;
  await expect.poll(async () => (await app.media(views[0], 6)).status, { timeout: 15_000 }).toBe(200);
  expect((await app.media(views[0], 7)).status).toBe(200);
});

test('a frame that a person asks for once more comes as soon as the network is back, before anybody has found out', async () => {
  let isOnline = true;
  const app = await setup.start({ fetch: (url, init) => (isOnline ? fetch(url, init) : noNetwork(url, init)) });
  const id = await app.keep(short, { frameRange: [0, 6] });
  await app.until(id, ({ state }) => state === 'available');
  isOnline = false;
  const { views } = await app.open(short);
  for (const frame of [6, 7]) expect((await app.media(views[0], frame)).status).toBe(502);
  expect(app.application.connection()).toMatchObject({ state: 'offline' });
  isOnline = true;
  // As ever, it is refused without a look at the network, which was gone just now.
  expect((await app.media(views[0], 6)).status).toBe(502);
  expect((await app.media(views[0], 6, { isAnew: true })).status).toBe(200);
  expect(app.application.connection()).toEqual({ state: 'online' });
});

test('a download that is resumed by a person goes on as soon as the network is back, before anybody has found out', async () => {
  let isOnline = false;
  const app = await setup.start({ fetch: (url, init) => (isOnline ? fetch(url, init) : noNetwork(url, init)) });
  const id = await app.keep(short);
  await app.until(id, ({ state }) => state === 'waiting-for-network');
  await expect.poll(() => app.application.connection().state).toBe('offline');
  isOnline = true;
  const begunMs = performance.now();
  await app.call('download.resume', { downloadIds: null });
  await app.until(id, ({ state }) => state === 'available');
  // The next probe would have been five seconds after the first request that failed.
  expect(performance.now() - begunMs).toBeLessThan(4_000);
});
