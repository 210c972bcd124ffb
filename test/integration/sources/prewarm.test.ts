import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AvalaClient } from '../../../main/api/avala-client.ts';
import { Downloads } from '../../../main/media/downloads.ts';
import { createMediaFetch } from '../../../main/media/fetch-media.ts';
import { createKeepMedia } from '../../../main/media/keep-media.ts';
import { keptRanges } from '../../../main/media/kept-ranges.ts';
import { Origin } from '../../../main/media/origin.ts';
import { MediaRegistry } from '../../../main/media/registry.ts';
import { prewarmFirstStep } from '../../../main/sources/prewarm.ts';
import { createRecordings } from '../../../main/sources/recordings.ts';
import { ByteStore } from '../../../main/store/byte-store.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { noSidecars } from '../../support/no-sidecars.ts';

const { shapes } = fixtureUids;
const sequence = { owner: shapes.owner, slug: shapes.slug, sequenceUid: shapes.long };
let server: FixtureServer;
let folder: string;
let store: ByteStore;

beforeAll(async () => {
  server = await startFixtureServer();
  folder = await mkdtemp(join(tmpdir(), 'prewarm-'));
  store = await ByteStore.open({ folder, budgetBytes: 100_000_000, onProblem: () => undefined });
});
afterAll(async () => {
  await store.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function setUp() {
  const registry = new MediaRegistry();
  const client = new AvalaClient({ baseUrl: server.apiBaseUrl, fetch, readKey: () => server.key });
  const fetchMedia = createMediaFetch({ fetch });
  const recordings = createRecordings({ clientFor: () => client, fetchMedia, registry, datasetSettings: () => ({}), sidecars: noSidecars });
  const origin = new Origin(registry, fetchMedia);
  const downloads = new Downloads({ origin, onStorageProblem: () => undefined });
  /** Where in each view's frames those on disk lie. */
  const kept = async () => {
    const signal = AbortSignal.timeout(20_000);
    const { recordingId, viewKeys } = await recordings.open(sequence, signal);
    const ranges = new Map<string, [number, number][]>();
    for (const viewKey of viewKeys) {
      expect(recordings.mediaOf({ recordingId, viewKey })).toEqual([]);
      await recordings.view({ recordingId, viewKey }, signal);
      ranges.set(viewKey, keptRanges(recordings.mediaOf({ recordingId, viewKey }), registry, store));
    }
    return Object.fromEntries(ranges);
  };
  return { recordings, keepMedia: createKeepMedia({ registry, store: { current: store }, downloads }), kept };
}

test('what is cancelled before it began keeps nothing', async () => {
  const { recordings, keepMedia, kept } = setUp();
  await expect(prewarmFirstStep(recordings, keepMedia, sequence, AbortSignal.abort())).rejects.toThrow();
  expect(await kept()).toEqual({ camera_front: [], camera_rear: [], lidar: [] });
});

test('the first frame of every view, and no other, is on disk after a prewarm, and is told as kept', async () => {
  const { recordings, keepMedia, kept } = setUp();
  await prewarmFirstStep(recordings, keepMedia, sequence, AbortSignal.timeout(20_000));
  expect(await kept()).toEqual({ camera_front: [[0, 1]], camera_rear: [[0, 1]], lidar: [[0, 1]] });
});
