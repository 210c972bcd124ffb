import { expect, test, type TestContext } from 'vitest';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { mountSmallDisk, type SmallDisk } from '../../support/small-disk.ts';
import { useOffline, type RunningApp } from './offline-setup.ts';

const setup = useOffline();
const { owner, slug } = fixtureUids.shapes;
const long = { owner, slug, sequenceUid: fixtureUids.shapes.long };
const gigabyte = 10 ** 9;

/** Runs `work` with a data folder on a disk of its own, and takes that away afterwards. */
async function onSmallDisk(context: TestContext, limits: Parameters<SmallDisk['resize']>[0], work: (app: RunningApp, disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = mountSmallDisk(setup.dataFolder, limits);
  if (disk === null) return context.skip('A disk of its own cannot be mounted here: that takes root on Linux.');
  let app: RunningApp | null = null;
  try {
    app = await setup.start();
    await work(app, disk);
  } finally {
    await app?.close();
    disk.unmount();
  }
}

async function expectAllWhole(app: RunningApp): Promise<void> {
  await app.untilJob((await app.call('storage.verify', { downloadId: null })).jobId);
  expect((await app.call('storage.read', {})).lastVerified).toMatchObject({ checkedFiles: 900, damagedFiles: 0 });
}

test('a disk that fills up to its reserve pauses the queue and says so; what is here plays, and with room it goes on', async (context) => {
  await onSmallDisk(context, { size: 2 * gigabyte + 3_000_000 }, async (app, disk) => {
    const id = await app.keep(long);
    const paused = await app.until(id, ({ state, reason }) => state === 'paused' && reason !== null);
    expect(paused.reason).toMatch(/^The disk is full but for the 2 GB that are left free.*Free some space, or move the media to another disk/);
    expect(paused.files.done).toBeGreaterThan(50);
    expect(paused.files.done).toBeLessThan(900);
    const { disk: room } = await app.call('storage.read', {});
    expect(room?.freeBytes).toBeGreaterThan(2 * gigabyte - 1_000_000);

    const { views } = await app.open(long);
    expect((await app.media(views[0], 0)).status).toBe(200);
    // The last frame is not here: it comes from the network, past the disk.
    expect((await app.media(views[0], 299)).status).toBe(200);

    disk.resize({ size: 4 * gigabyte });
    await app.call('download.resume', { downloadIds: null });
    expect(await app.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 900, total: 900 }, failedFiles: 0 });
    await expectAllWhole(app);
  });
});

test('a disk that the system says is full pauses the queue likewise, and nothing of what is here is lost', async (context) => {
  // Bytes are left: what fails is the making of a file, wherever that happens.
  await onSmallDisk(context, { size: 4 * gigabyte, nr_inodes: 150 }, async (app, disk) => {
    const id = await app.keep(long);
    const paused = await app.until(id, ({ state, reason }) => state === 'paused' && reason !== null);
    expect(paused.reason).toMatch(/^The disk is full/);
    expect(paused).toMatchObject({ failedFiles: 0 });
    expect(paused.files.done).toBeGreaterThan(10);
    disk.resize({ size: 4 * gigabyte, nr_inodes: 10_000 });
    await app.call('download.resume', { downloadIds: null });
    expect(await app.until(id, ({ state }) => state === 'available')).toMatchObject({ files: { done: 900, total: 900 }, failedFiles: 0 });
    await expectAllWhole(app);
  });
});
