import { expect, test } from 'vitest';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { useOffline } from './offline-setup.ts';

const setup = useOffline();
const { owner, slug } = fixtureUids.shapes;
const short = { owner, slug, sequenceUid: fixtureUids.shapes.frames('detail-images') };

/** Files that the media host was asked for whole. */
const wholeFiles = () => setup.wholeFiles().length;

test('as many files as the settings say are fetched at the same time, also when that is changed meanwhile', async () => {
  // Not the first two steps, of which the first is looked at to tell what the views are.
  const held = setup.server.faults.add({ listener: 'media', path: /detail-images\/.*\D(?:[2-9]|1[01])\.(?:png|pcd)/, fault: { kind: 'held' } });
  const app = await setup.start();
  await app.call('settings.update', { downloads: { concurrency: 3, maxBytesPerSecond: null } });
  const id = await app.keep(short);
  await expect.poll(wholeFiles, { timeout: 15_000 }).toBe(6 + 3);
  // Nothing else is asked for, whatever happens to the queue.
  await app.call('download.resume', { downloadIds: null });
  expect(wholeFiles()).toBe(6 + 3);
  await app.call('settings.update', { downloads: { concurrency: 5, maxBytesPerSecond: null } });
  await app.call('download.resume', { downloadIds: null });
  await expect.poll(wholeFiles, { timeout: 15_000 }).toBe(6 + 5);
  held.release();
  await app.until(id, ({ state }) => state === 'available');
});

test('with a limit bytes come no faster than that, and the time that is left follows from it', async () => {
  const app = await setup.start();
  const probe = await app.keep(short);
  const { bytes } = await app.until(probe, ({ state }) => state === 'available');
  await app.call('download.remove', { downloadIds: null });
  const bytesPerSecond = Math.max(10_000, Math.round(bytes.done / 4));
  await app.call('settings.update', { downloads: { concurrency: 6, maxBytesPerSecond: bytesPerSecond } });
  const begunMs = performance.now();
  const id = await app.keep(short);
  const told = await app.until(id, ({ msLeft }) => msLeft !== null);
  const leftMs = (1_000 * ((told.bytes.total ?? 0) - told.bytes.done)) / bytesPerSecond;
  expect(told.msLeft).toBeGreaterThan(leftMs / 3);
  expect(told.msLeft).toBeLessThan(leftMs * 3);
  await app.until(id, ({ state }) => state === 'available');
  // A quarter of a second's worth may come at once.
  expect(performance.now() - begunMs).toBeGreaterThan((1_000 * bytes.done) / bytesPerSecond - 300);
});
