import { expect, test } from 'vitest';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { noNetwork, useOffline } from './offline-setup.ts';

const setup = useOffline();
const { owner, slug } = fixtureUids.shapes;
const long = { owner, slug, sequenceUid: fixtureUids.shapes.long };
const short = { owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-images') };

test('a sequence that is kept is fetched once, file by file, and opens without the service', async () => {
  const app = await setup.start();
  const online = await app.open(short);
  const id = await app.keep(short);
  const kept = await app.until(id, ({ state }) => state === 'available');
  expect(kept).toMatchObject({ files: { done: 36, total: 36 }, frames: { done: 12, total: 12 }, failedFiles: 0, reason: null });
  expect(kept.bytes.done).toBe(kept.bytes.total);
  expect(setup.wholeFiles()).toHaveLength(36);
  expect(new Set(setup.wholeFiles()).size).toBe(36);
  await app.close();

  const offline = await setup.start({ fetch: noNetwork });
  const { views } = await offline.open(short);
  expect(views.map((view) => view.state === 'resolved' && view.frames.length)).toEqual([12, 12, 12]);
  expect(views.map((view) => view.state === 'resolved' && view.frames.map(({ timestampMs, calibration }) => [timestampMs, calibration]))).toEqual(
    online.views.map((view) => view.state === 'resolved' && view.frames.map(({ timestampMs, calibration }) => [timestampMs, calibration])),
  );
  for (const view of views) expect((await offline.media(view, 11)).status).toBe(200);
});

test('files come step by step across the views, so that what is there can be played', async () => {
  const app = await setup.start();
  await app.call('settings.update', { downloads: { concurrency: 1, maxBytesPerSecond: null } });
  await app.until(await app.keep(short), ({ state }) => state === 'available');
  const frames = setup.wholeFiles().map((path) => Number(/(\d+)\.\w+$/.exec(path)?.[1]));
  expect(frames).toEqual(frames.toSorted((a, b) => a - b));
});

test('chosen views and every n-th frame of a range are all that is fetched', async () => {
  const app = await setup.start();
  const id = await app.keep(long, { viewKeys: ['camera_front'], frameRange: [10, 20], everyNth: 4 });
  const kept = await app.until(id, ({ state }) => state === 'available');
  expect(kept.files).toEqual({ done: 3, total: 3 });
  expect(new Set(setup.wholeFiles().map((path) => /(\d+)\.\w+$/.exec(path)?.[1]))).toEqual(new Set(['10', '14', '18']));
});

test('views that were not chosen are told of when the sequence is opened without the service, also of one that is chosen no more', async () => {
  const app = await setup.start();
  const online = await app.call('recording.open', short);
  expect([online.viewKeys, online.unkeptViewKeys]).toEqual([['camera_front', 'camera_rear', 'lidar'], []]);
  await app.until(await app.keep(short, { frameRange: [0, 2] }), ({ state }) => state === 'available');
  const id = await app.keep(short, { viewKeys: ['camera_rear'], frameRange: [0, 2] });
  await app.until(id, ({ state, files }) => state === 'available' && files.total === 2);
  await app.close();

  const offline = await setup.start({ fetch: noNetwork });
  const opened = await offline.call('recording.open', short);
  expect([opened.viewKeys, opened.unkeptViewKeys]).toEqual([['camera_rear'], ['camera_front', 'lidar']]);
  // A name is all that is known of them.
  expect(await offline.ask('recording.view', { recordingId: opened.recordingId, viewKey: 'lidar' })).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
});
