import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadShape } from '../../support/fixture-server/shapes.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { framesOf, recordingsOver, stepsOf } from './fixture-recordings.ts';

let server: FixtureServer;
beforeAll(async () => {
  server = await startFixtureServer({ sequenceCount: 10 });
});
afterAll(() => server.close());

const { owner, slug, load } = fixtureUids.shapes;

/** The form that must be found for each shape, and how many come before it. */
const forms: readonly [shape: LoadShape, form: string][] = [
  ['placeholder', 'Placeholder'],
  ['printf', 'Placeholder'],
  ['json-urls', 'JSON list'],
  ['json-objects', 'JSON list'],
  ['json-paged', 'JSON list'],
  ['directory-nginx', 'Directory listing'],
  ['directory-apache', 'Directory listing'],
  ['directory-python', 'Directory listing'],
  ['s3-listing', 'Directory listing'],
  ['s3-listing-by-path', 'Directory listing'],
  ['well-known-manifest', 'Well-known manifest'],
  ['name-pattern', 'Name pattern'],
];

describe('every form of load, against a real server', () => {
  test.for(forms)('%s is resolved as "%s": 12 frames in order, each of them fetchable', async ([shape, form]) => {
    const { openAll, urlOf } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load(shape));
    expect(views.map((view) => [view.key, view.state === 'resolved' ? view.kind : view.reason])).toEqual([
      ['camera_front', 'image'],
      ['camera_rear', 'image'],
      ['lidar', 'point-cloud'],
    ]);
    for (const view of views) {
      const frames = framesOf(view);
      const numbers = frames.map((frame) => Number(/(\d+)\.(?:png|pcd)$/.exec(new URL(urlOf(frame)).pathname)?.[1]));
      expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(view.evidence.at(-1)).toMatchObject({ step: form, outcome: 'used' });
      const last = await fetch(urlOf(frames[11]));
      expect([view.key, last.status]).toEqual([view.key, 200]);
      await last.body?.cancel();
    }
  });

  test('a JSON list of objects gives each frame its timestamp, in milliseconds', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load('json-objects'));
    expect(framesOf(views[0]).slice(0, 3).map((frame) => frame.timestampMs)).toEqual([1_790_000_000_000, 1_790_000_000_100, 1_790_000_000_200]);
  });

  test('a single file is one frame of its own kind', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load('single-file'));
    expect(views.map((view) => [view.state === 'resolved' ? view.kind : view.reason, framesOf(view).length])).toEqual([
      ['image', 1],
      ['image', 1],
      ['point-cloud', 1],
    ]);
  });

  test('the steps come in the documented order and each failure is kept', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load('user-pattern'));
    expect(stepsOf(views[0])).toEqual([
      'Frames of the sequence: skipped',
      'Placeholder: skipped',
      'Media file: failed',
      'JSON list: failed',
      'Directory listing: failed',
      'Well-known manifest: failed',
      'Name pattern: failed',
      'Your own pattern: skipped',
    ]);
    expect(views.map((view) => view.state)).toEqual(['failed', 'failed', 'failed']);
  });

  test('a pattern of one’s own goes first, and the other forms follow where it leads nowhere', async () => {
    const { openAll, urlOf } = recordingsOver(server, { loadPattern: '{load}shot-{index}.png?first=1' });
    const { views } = await openAll(owner, slug, load('user-pattern'));
    expect(stepsOf(views[0])).toEqual(['Frames of the sequence: skipped', 'Your own pattern: used']);
    expect(framesOf(views[0])).toHaveLength(12);
    expect(urlOf(framesOf(views[0])[11])).toMatch(/\/camera_front\/shot-12\.png$/);
    // The clouds are shot-1.pcd, which the pattern does not name.
    expect(stepsOf(views[2]).slice(0, 3)).toEqual(['Frames of the sequence: skipped', 'Your own pattern: failed', 'Placeholder: skipped']);
  });

  test('nothing in the evidence holds a query, so no signature', async () => {
    const { openAll } = recordingsOver(server);
    for (const shape of ['placeholder', 'json-objects', 'user-pattern', 's3-listing', 'single-file'] as const) {
      const { views } = await openAll(owner, slug, load(shape));
      expect(JSON.stringify(views.map(({ evidence }) => evidence))).not.toMatch(/X-Amz|Signature|\?|prefix=/i);
    }
  });

  test.for<[LoadShape, RegExp]>([
    ['s3-uri', /s3:\/\/acme-bucket|storage address/],
    ['login-page', /No frames were found/],
    ['not-found', /No frames were found/],
    ['absent', /neither frames nor an address/],
  ])('%s fails with a reason, as a value', async ([shape, reason]) => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, load(shape));
    for (const view of views) expect(view).toMatchObject({ state: 'failed', reason: expect.stringMatching(reason) as string });
  });

  test('a view that fails hides no other', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(fixtureUids.broken.owner, fixtureUids.broken.slug, fixtureUids.broken.deadViews);
    expect(views.map((view) => [view.key, view.state])).toEqual([
      ['camera_front', 'resolved'],
      ['camera_rear', 'failed'],
      ['camera_left', 'failed'],
      ['camera_right', 'failed'],
      ['lidar', 'failed'],
    ]);
    expect(framesOf(views[0])).toHaveLength(3);
  });

  test('views of different length keep their own', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, fixtureUids.shapes.uneven);
    expect(views.map((view) => framesOf(view).length)).toEqual([12, 8, 5]);
  });
});

describe('guessing names', () => {
  const folderRequests = (view: string) =>
    server.requests.filter(({ path }) => path.includes(`${load('name-pattern')}/${view}/`) && !/\/(?:|index\.json|manifest\.json|frames\.json)$/.test(path));

  test('costs at most 40 requests a view, counted at the server', async () => {
    const before = server.requests.length;
    const { openAll } = recordingsOver(server);
    await openAll(owner, slug, load('user-pattern'));
    for (const view of ['camera_front', 'camera_rear', 'lidar']) {
      const guesses = server.requests
        .slice(before)
        .filter(({ path }) => path.includes(`/${view}/`) && !/\/(?:|index\.json|manifest\.json|frames\.json)$/.test(path));
      expect(guesses.length).toBeGreaterThan(20);
      expect(guesses.length).toBeLessThanOrEqual(40);
    }
  });

  test('remembers the winner: the second camera costs two requests', async () => {
    const { recordings } = recordingsOver(server);
    const signal = AbortSignal.timeout(20_000);
    const { recordingId } = await recordings.open({ owner, slug, sequenceUid: load('name-pattern') }, signal);
    const before = { front: folderRequests('camera_front').length, rear: folderRequests('camera_rear').length };
    // At once: the one that comes second must wait for the first one's search, not start its own.
    await Promise.all(['camera_front', 'camera_rear'].map((viewKey) => recordings.view({ recordingId, viewKey }, signal)));
    const spent = [folderRequests('camera_front').length - before.front, folderRequests('camera_rear').length - before.rear];
    expect(Math.min(...spent)).toBe(2);
    expect(Math.max(...spent)).toBeGreaterThan(2);
  });
});
