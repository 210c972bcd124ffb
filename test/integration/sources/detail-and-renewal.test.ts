import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toSequence } from '../../../main/sources/to-sequence.ts';
import { MediaRegistry } from '../../../main/media/registry.ts';
import { threeViews } from '../../support/fixture-server/datasets/generated.ts';
import type { FixtureRecording } from '../../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { framesOf, recordingsOver, stepsOf } from './fixture-recordings.ts';

/** Its frames[] have the cameras, poses and cuboids; the sweeps are at `load` alone. */
const partly: FixtureRecording = {
  owner: 'acme',
  slug: 'partly',
  uid: 'seq_partly',
  key: 'partly',
  status: 'completed',
  frames: 'detail-images',
  featured: null,
  views: threeViews('directory-nginx', 3),
  frameFields: (index) => ({
    asset_url: null,
    device_position: { x: index, y: 0, z: 0 },
    cuboids: [{ id: index, label: 'car', center: { x: 1, y: 2, z: 3 }, dimensions: { length: 4, width: 2, height: 1 } }],
  }),
};

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixtureServer({ sequenceCount: 250, recordings: [partly] });
});
afterAll(() => server.close());

const { owner, slug, frames, load } = fixtureUids.shapes;
const { broken } = fixtureUids;
const apiRequests = (path: RegExp) => server.log.matching(path).filter(({ listener }) => listener === 'api').length;

describe('frames of the sequence', () => {
  test.for(['detail-images', 'detail-images-unnamed', 'detail-image-urls', 'detail-both'] as const)(
    '%s fills the sequence’s own views, in step',
    async (shape) => {
      const { openAll, urlOf } = recordingsOver(server);
      const { views } = await openAll(owner, slug, frames(shape));
      expect(views.map((view) => [view.key, view.state === 'resolved' ? view.kind : view.reason, framesOf(view).length])).toEqual([
        ['camera_front', 'image', 12],
        ['camera_rear', 'image', 12],
        ['lidar', 'point-cloud', 12],
      ]);
      expect(stepsOf(views[0])).toEqual(['Frames of the sequence: used']);
      for (const view of views) expect(urlOf(framesOf(view)[7])).toContain(`/${view.key}/frame_7.`);
    },
  );

  test.for(['empty', 'none'] as const)('without them (%s) load fills the views', async (shape) => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, frames(shape));
    expect(views.map((view) => framesOf(view).length)).toEqual([12, 12, 12]);
    expect(stepsOf(views[0]).at(-1)).toBe('Directory listing: used');
  });

  test('calibration and poses are kept', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, frames('detail-images'));
    expect(framesOf(views[0])[3]).toMatchObject({
      uid: `${frames('detail-images')}_frame_3`,
      calibration: {
        model: 'pinhole',
        fx: 160,
        cy: 90,
        width: 320,
        worldFromCamera: { translation: [0, 0, 1], rotation: [-0.5, 0.5, -0.5, 0.5] },
      },
      worldFromDevice: { translation: [0, 0, 0], rotation: [0, 0, 0, 1] },
    });
    expect(framesOf(views[2])[3]?.calibration).toBeNull();
  });

  test('sweeps that only their own address leads to have the poses and cuboids of the frames[]', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(partly.owner, partly.slug, partly.uid);
    const sweeps = framesOf(views.find(({ key }) => key === 'lidar'));
    expect(sweeps.map(({ worldFromDevice, cuboids }) => [worldFromDevice?.translation[0], cuboids?.[0]?.objectId])).toEqual([[0, '0'], [1, '1'], [2, '2']]);
  });

  test('an address that cannot be fetched, or is missing, keeps its place', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(broken.owner, broken.slug, broken.oddAddresses);
    expect(framesOf(views[0]).map(({ media }) => media.state)).toEqual(['unfetchable', 'unfetchable', 'unfetchable', 'unfetchable', 'available']);
  });

  test.for([
    [broken.noFrames, ['failed', 'failed']],
    [broken.noViews, []],
    [broken.viewsAbsent, []],
    [broken.oddTypes, ['resolved']],
  ] as const)('%s opens all the same', async ([uid, states]) => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(broken.owner, broken.slug, uid);
    expect(views.map(({ state }) => state)).toEqual(states);
  });
});

describe('a service without the detail endpoint', () => {
  test.for(['not-found', 'forbidden'] as const)('(%s) finds the sequence by paging through the list', async (kind) => {
    const fault = server.faults.add({ fault: { kind }, path: /\/sequences\/seq_/, listener: 'api' });
    const { openAll } = recordingsOver(server);
    const { library } = fixtureUids;
    const { views } = await openAll(library.owner, library.slug, library.sequence(230));
    expect(views.map((view) => [view.key, view.state])).toEqual([
      ['camera_front', 'resolved'],
      ['lidar', 'resolved'],
    ]);
    fault.release();
  });

  test('needs no paging for a sequence that a listing has shown', async () => {
    const fault = server.faults.add({ fault: { kind: 'not-found' }, path: /\/sequences\/seq_/, listener: 'api' });
    const { recordings, client, openAll } = recordingsOver(server);
    const page = await client.listSequences({ owner, slug }, {}, AbortSignal.timeout(20_000));
    recordings.remember(owner, slug, page, {});
    const before = apiRequests(/\/sequences\/(\?|$)/);
    const { views } = await openAll(owner, slug, load('directory-nginx'));
    expect(framesOf(views[0])).toHaveLength(12);
    expect(apiRequests(/\/sequences\/(\?|$)/)).toBe(before);
    fault.release();
  });

  test('a sequence that nobody knows is not found', async () => {
    const { openAll } = recordingsOver(server);
    await expect(openAll(owner, slug, 'seq_of_nobody')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('expired signatures', () => {
  test('all frames of all views are renewed by one reading of the sequence', async () => {
    const { openAll, renew, urlOf } = recordingsOver(server);
    const { views } = await openAll(owner, slug, frames('detail-images'));
    const stale = urlOf(framesOf(views[0])[0]);
    server.expireSignatures();
    expect((await fetch(stale)).status).toBe(403);

    const before = apiRequests(/\/sequences\/seq_frames_detail-images\//);
    const all = views.flatMap((view) => framesOf(view));
    const renewed = await Promise.all(all.map(renew));
    expect(apiRequests(/\/sequences\/seq_frames_detail-images\//) - before).toBe(1);
    expect(renewed).toHaveLength(36);
    for (const [i, url] of renewed.entries()) {
      expect(url).toContain(`frame_${i % 12}.`);
      const response = await fetch(url ?? '');
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
    expect(urlOf(framesOf(views[0])[0])).not.toBe(stale);
  });

  test('an address that expires again is read again, but not within five seconds', async () => {
    let nowMs = 0;
    const { openAll, renew } = recordingsOver(server, {}, () => nowMs);
    const { views } = await openAll(owner, slug, frames('detail-images'));
    const frame = framesOf(views[0])[0];
    const first = await renew(frame);
    expect(first).not.toBeNull();
    expect(await renew(frame)).toBeNull();
    nowMs = 5_000;
    const second = await renew(frame);
    expect(second).not.toBeNull();
    expect(second).not.toBe(first);
  });

  test('a request that began with an old address, and fails after others were renewed, needs no further reading', async () => {
    const { openAll, assetOf } = recordingsOver(server);
    const { views } = await openAll(owner, slug, frames('detail-images'));
    const [first, second] = [assetOf(framesOf(views[0])[0]), assetOf(framesOf(views[0])[1])];
    server.expireSignatures();
    const before = apiRequests(/\/sequences\/seq_frames_detail-images\//);
    await first.renew?.(AbortSignal.timeout(20_000));
    const url = await second.renew?.(AbortSignal.timeout(20_000));
    expect(apiRequests(/\/sequences\/seq_frames_detail-images\//) - before).toBe(1);
    const response = await fetch(url ?? '');
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });

  test.for(['json-objects', 'placeholder'] as const)('frames found through load (%s) are found again', async (shape) => {
    const { openAll, renew } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load(shape));
    server.expireSignatures();
    const before = apiRequests(new RegExp(`/sequences/${load(shape)}/`));
    const renewed = await Promise.all(framesOf(views[0]).map(renew));
    expect(apiRequests(new RegExp(`/sequences/${load(shape)}/`)) - before).toBe(1);
    for (const [i, url] of renewed.entries()) {
      expect(url).toContain(`/camera_front/frame_${i}.`);
      expect((await fetch(url ?? '')).status).toBe(200);
    }
  });

  test('a load that expired between opening and looking is renewed', async () => {
    const { recordings } = recordingsOver(server);
    const signal = AbortSignal.timeout(20_000);
    const { recordingId } = await recordings.open({ owner, slug, sequenceUid: load('placeholder') }, signal);
    server.expireSignatures();
    const view = await recordings.view({ recordingId, viewKey: 'lidar' }, signal);
    expect(framesOf(view)).toHaveLength(12);
    expect(stepsOf(view)).toContain('Fresh address: used');
  });

  test('a page of featured images is renewed by one reading of that page', async () => {
    const { library } = fixtureUids;
    const { recordings, client } = recordingsOver(server);
    const signal = AbortSignal.timeout(20_000);
    const query = { limit: 10 };
    const page = await client.listSequences(library, query, signal);
    const { rows } = page;
    recordings.remember(library.owner, library.slug, page, query);
    const registry = new MediaRegistry();
    const assets = rows.flatMap((row) => {
      const { featuredImage } = toSequence(row, registry, recordings.renewFeaturedImage(library.owner, library.slug, row));
      const asset = featuredImage?.state === 'available' ? registry.remote(featuredImage.id) : undefined;
      return asset === undefined ? [] : [asset];
    });
    server.expireSignatures();
    const before = apiRequests(/library\/sequences/);
    const renewed = [];
    for (const asset of assets) renewed.push(await asset.renew?.(signal));
    expect(apiRequests(/library\/sequences/) - before).toBe(1);
    expect(assets).toHaveLength(9);
    for (const [i, url] of renewed.entries()) {
      expect(url).not.toBe(assets[i]?.url);
      expect((await fetch(url ?? '')).status).toBe(200);
    }
  });
});

describe('closing', () => {
  test('stops what is still being found, and the recording is gone', async () => {
    const { recordings } = recordingsOver(server);
    const signal = AbortSignal.timeout(20_000);
    const { recordingId } = await recordings.open({ owner, slug, sequenceUid: load('directory-nginx') }, signal);
    const held = server.faults.add({ fault: { kind: 'held' }, path: /seq_load_directory-nginx\/camera_rear\/$/, listener: 'media' });
    const arrived = server.log.whenRequested(/seq_load_directory-nginx\/camera_rear\/$/);
    const view = recordings.view({ recordingId, viewKey: 'camera_rear' }, signal);
    const rejected = expect(view).rejects.toMatchObject({ kind: 'cancelled' });
    await arrived;
    recordings.close({ recordingId });
    await rejected;
    held.release();
    await expect(recordings.view({ recordingId, viewKey: 'camera_rear' }, signal)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the key', () => {
  test('goes to the API and never to the media host', () => {
    const media = server.requests.filter(({ listener }) => listener === 'media');
    expect(media.length).toBeGreaterThan(50);
    expect(media.filter(({ headers }) => headers['x-avala-api-key'] !== undefined)).toEqual([]);
    expect(server.requests.filter(({ listener }) => listener === 'elsewhere')).toEqual([]);
  });
});
