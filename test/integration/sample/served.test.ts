import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AvalaClient } from '../../../main/api/avala-client.ts';
import { createApplication } from '../../../main/application.ts';
import type { FetchPort } from '../../../main/fetch-port.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { createMediaFetch } from '../../../main/media/fetch-media.ts';
import { MediaRegistry } from '../../../main/media/registry.ts';
import { isSamplePrepared, prepareSample } from '../../../main/sample/prepare-sample.ts';
import { createSampleServer } from '../../../main/sample/sample-server.ts';
import { sampleBaseUrl, sampleOrigin, sampleTarget } from '../../../main/sample/sample-target.ts';
import { createRecordings } from '../../../main/sources/recordings.ts';
import type { View } from '../../../preload/contract/model.ts';
import { noSidecars } from '../../support/no-sidecars.ts';

const { owner, slug, sequenceUid } = sampleTarget;
const never = new AbortController().signal;
const viewKeys = ['front', 'front_left', 'front_right', 'rear_left', 'rear_right', 'lidar'];
let root = '';
let folder = '';
let server: FetchPort;
const progress: [number, number][] = [];

/** One whole build for all of these tests, over what earlier starts may have left. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'avala-sample-'));
  folder = join(root, 'sample');
  await mkdir(join(folder, 'v1', 'media'), { recursive: true });
  await writeFile(join(folder, 'v1', 'media', 'stale'), 'left over');
  await mkdir(join(folder, 'v0'), { recursive: true });
  await mkdir(join(folder, '.unfinished-999999999-abc'), { recursive: true });
  await prepareSample({ folder, signal: never, onProgress: (done, total) => progress.push([done, total]) });
  server = createSampleServer({ folder });
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => server(sampleOrigin + path, { method, headers });
const dataset = `/api/v1/datasets/${owner}/${slug}`;

describe('the prepared sample', () => {
  it('replaces what was half-built and older, and counts up to the end', async () => {
    expect(await readdir(folder)).toEqual(['v1']);
    expect(await readdir(join(folder, 'v1', 'media'))).not.toContain('stale');
    expect(progress[0]).toEqual([0, 80]);
    expect(progress.at(-1)).toEqual([80, 80]);
    expect(progress.map(([done]) => done)).toEqual(Array.from({ length: 81 }, (_, done) => done));
  });

  it('is not built a second time, even when asked with a cancelled signal', async () => {
    const before = await readFile(join(folder, 'v1', 'complete.json'), 'utf8');
    await prepareSample({ folder, signal: AbortSignal.abort(), onProgress: () => expect.unreachable('It was built again.') });
    expect(await readFile(join(folder, 'v1', 'complete.json'), 'utf8')).toBe(before);
    expect(await isSamplePrepared(folder)).toBe(true);
  });

  it('has 20,000 points or more in every sweep', async () => {
    for (let frame = 0; frame < 80; frame += 1) {
      const pcd = await readFile(join(folder, 'v1', 'media', 'lidar', `${String(frame).padStart(6, '0')}.pcd`));
      const header = pcd.subarray(0, 300).toString('latin1');
      const points = Number(/^POINTS (\d+)$/m.exec(header)?.[1]);
      expect(points).toBeGreaterThanOrEqual(20_000);
      expect(pcd.length).toBe(header.indexOf('DATA binary\n') + 'DATA binary\n'.length + points * 20);
    }
  });
});

describe('the sample’s service', () => {
  it('answers what it does not know as Avala does', async () => {
    for (const path of ['/api/v1/datasets/x/y/items/', `${dataset}/nothing/`, `${dataset}/sequences/none/`, `${dataset}/items`, '/', '/media/front/000080.jpg', '/complete.json', '/media/../complete.json', '/media/%2e%2e/truth.json']) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      expect(await response.json(), path).toEqual({ detail: 'Not found.' });
    }
    expect((await get(`${dataset}/items/`, {}, 'POST')).status).toBe(405);
    expect((await get(`${dataset}/items/?cursor=made-up`)).status).toBe(404);
  });

  it('serves media whole, in ranges, by HEAD, and not again when it is known', async () => {
    const path = '/media/front/000012.jpg';
    const bytes = await readFile(join(folder, 'v1', 'media', 'front', '000012.jpg'));
    const whole = await get(path);
    expect([whole.status, whole.headers.get('content-type'), whole.headers.get('content-length')]).toEqual([200, 'image/jpeg', String(bytes.length)]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);

    const part = await get(path, { range: 'bytes=100-299' });
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([206, `bytes 100-299/${bytes.length}`, '200']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 300))).toBe(true);

    const beyond = await get(path, { range: `bytes=${bytes.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
    const head = await get(path, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, String(bytes.length), null]);
    const known = await get(path, { 'if-none-match': whole.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);
    const changed = await get(path, { range: 'bytes=0-9', 'if-range': '"another"' });
    expect(changed.status).toBe(200);
    await changed.body?.cancel();
  });

  it('stops when the caller gave up', async () => {
    await expect(server(`${sampleOrigin}/media/front/000000.jpg`, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the sample through the client and the sources', () => {
  const client = () => new AvalaClient({ baseUrl: sampleBaseUrl, fetch: server, readKey: () => 'sample' });
  const openViews = async (uid: string): Promise<View[]> => {
    const api = client();
    const recordings = createRecordings({
      clientFor: () => api,
      fetchMedia: createMediaFetch({ fetch: server }),
      registry: new MediaRegistry(),
      datasetSettings: () => ({}),
      sidecars: noSidecars,
    });
    const { recordingId, viewKeys: keys } = await recordings.open({ owner, slug, sequenceUid: uid }, never);
    return await Promise.all(keys.map((viewKey) => recordings.view({ recordingId, viewKey }, never)));
  };

  it('lists the dataset, its items and its sequences, page by page', async () => {
    const api = client();
    const datasets = await api.listDatasets({ limit: 5 }, never);
    expect(datasets.rows).toMatchObject([{ owner, slug, item_count: expect.any(Number) }]);
    let cursor: string | undefined;
    const uids = new Set<string>();
    do {
      const page = await api.listItems({ owner, slug }, { limit: 9, ...(cursor === undefined ? {} : { cursor }) }, never);
      for (const row of page.rows) uids.add(row.uid);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(uids.size).toBe(datasets.rows[0]?.item_count);
    const [first] = uids;
    const { value: item } = await api.getItem({ owner, slug }, first ?? '', never);
    expect((await server(item.thumbnail_url ?? '')).status).toBe(200);
    expect((await server(item.data_url ?? '')).status).toBe(200);
    const sequences = await api.listSequences({ owner, slug }, {}, never);
    expect(new Set(sequences.rows.map(({ status }) => status)).size).toBe(sequences.rows.length);
    expect(sequences.rows[0]?.uid).toBe(sequenceUid);
  });

  it('opens the drive with five calibrated cameras and a LiDAR of 80 frames each', async () => {
    const views = await openViews(sequenceUid);
    expect(views.map(({ key }) => key)).toEqual(viewKeys);
    for (const view of views) {
      if (view.state !== 'resolved') expect.unreachable(view.reason);
      expect(view.frames).toHaveLength(80);
      expect(view.kind).toBe(view.key === 'lidar' ? 'point-cloud' : 'image');
      expect(view.frames.every(({ media, worldFromDevice }) => media.state === 'available' && worldFromDevice !== null)).toBe(true);
      if (view.key !== 'lidar') {
        expect(view.frames[0]?.calibration).toMatchObject({ model: 'pinhole', width: 640, worldFromCamera: { rotation: expect.any(Array) } });
      }
      expect((view.frames[79]?.timestampMs ?? 0) - (view.frames[0]?.timestampMs ?? 0)).toBe(7_900);
    }
  });

  it('finds the same media by `load` alone, by a different form for each view', async () => {
    const views = await openViews(`${sequenceUid.slice(0, -1)}2`);
    expect(views.map(({ key }) => key)).toEqual(viewKeys);
    const steps = views.map((view) => {
      if (view.state !== 'resolved') expect.unreachable(view.reason);
      expect(view.frames).toHaveLength(80);
      expect(view.frames.every(({ media }) => media.state === 'available')).toBe(true);
      return view.evidence.find(({ outcome }) => outcome === 'used')?.step;
    });
    expect(new Set(steps).size).toBeGreaterThanOrEqual(4);
  });

  it('opens every other sequence too, with as many frames as it claims', async () => {
    const { rows } = await client().listSequences({ owner, slug }, {}, never);
    for (const row of rows.slice(2)) {
      for (const view of await openViews(row.uid)) {
        if (view.state !== 'resolved') expect.unreachable(view.reason);
        expect(view.frames).toHaveLength(row.number_of_frames ?? -1);
      }
    }
  });
});

it('is asked by the application without the pauses that the real service needs', async () => {
  const warnings: string[] = [];
  const application = await createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: root,
    pageFolder: root,
    cacheBudgetBytes: 1_000_000,
    baseUrl: 'http://127.0.0.1:9/api/v1',
    environmentKey: null,
    target: null,
    openPath: null,
    chooseFiles: null,
    fetch: () => Promise.reject(new Error('Nothing is to be asked of the network.')),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log: createLogger((line) => warnings.push(line)),
  });
  try {
    // More than the service allows in a minute, which is more than this test may take.
    for (let asked = 0; asked < 100; asked += 1) {
      expect(await application.execute('sequence.list', { owner, slug, limit: 1 }, never)).toMatchObject({ ok: true });
    }
    expect(warnings).toEqual([]);
  } finally {
    await application.close();
  }
});
