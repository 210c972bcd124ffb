import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { sharedData } from '../../support/shared-data.ts';
import { framesOf, recordingsOver } from './fixture-recordings.ts';

const { owner, slug, real, imageUrls, load, gap } = fixtureUids.drive;

describe.skipIf(sharedData('sustech-example') === null)('the real recording', () => {
  let server: FixtureServer;
  beforeAll(async () => {
    server = await startFixtureServer({ sequenceCount: 1 });
  });
  afterAll(() => server.close());

  test.for([real, imageUrls, load])('%s: three cameras and the LiDAR, three frames each, the same files at each step', async (uid) => {
    const { openAll, urlOf } = recordingsOver(server);
    const { views } = await openAll(owner, slug, uid);
    expect(views.map((view) => [view.key, view.state === 'resolved' ? view.kind : view.reason])).toEqual([
      ['front', 'image'],
      ['left', 'image'],
      ['right', 'image'],
      ['lidar', 'point-cloud'],
    ]);
    for (const view of views) {
      const paths = framesOf(view).map((frame) => new URL(urlOf(frame)).pathname);
      expect(paths.map((path) => path.includes(`/${view.key}/`))).toEqual([true, true, true]);
      expect(paths.map((path) => /frame_(\d+)\./.exec(path)?.[1])).toEqual(['0', '1', '2']);
    }
  });

  test('a frame that only the LiDAR has leaves the cameras’ places empty', async () => {
    const { openAll } = recordingsOver(server);
    const { views } = await openAll(owner, slug, gap);
    expect(views.map((view) => framesOf(view).map(({ media }) => media.state === 'available'))).toEqual([
      [false, true, true, true],
      [false, true, true, true],
      [false, true, true, true],
      [true, true, true, true],
    ]);
  });
});
