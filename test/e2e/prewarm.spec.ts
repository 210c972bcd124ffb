import { cameraView } from '../support/fixture-server/datasets/generated.ts';
import type { FixtureRecording } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'list' };
const recordingOf = (uid: string): FixtureRecording => ({ ...place, uid, key: uid, status: 'completed', featured: null, frames: 'none', views: [cameraView('camera_front', 'json-urls', 6), cameraView('camera_rear', 'json-urls', 6)] });

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings: ['first', 'second', 'third'].map(recordingOf) });
});
test.afterAll(async () => {
  await server.close();
});

/** The pictures that were fetched whole, as `camera_front/frame_0.png`, in order. */
const picturesFetched = (uid: string) =>
  server.log
    .matching(new RegExp(`/${uid}/camera_\\w+/frame`))
    .filter(({ headers }) => headers.range === undefined)
    .map(({ path }) => path.replace(/^.*\/(camera_\w+\/[^?]*).*$/, '$1'));

test('while the player rests, the first step of the list’s next row is fetched, nothing more, and is not fetched again when it is opened', async ({ startViewer }) => {
  const { page } = await startViewer({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}` });
  const rows = page.getByRole('grid', { name: 'Sequences' }).getByRole('row');
  await expect(rows.filter({ hasText: /first|second|third/ })).toHaveCount(3);
  const order = (await rows.allInnerTexts()).flatMap((text) => /first|second|third/.exec(text) ?? []);
  expect(order).toHaveLength(3);
  const [opened = '', next = '', last = ''] = order;
  await rows.filter({ hasText: opened }).click();
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  const firstStep = ['camera_front/frame_0.png', 'camera_rear/frame_0.png'];
  await expect.poll(() => picturesFetched(next).sort()).toEqual(firstStep);
  expect(picturesFetched(last)).toEqual([]);

  await page.goBack();
  await rows.filter({ hasText: next }).click();
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  // The rest of its frames follows; those that were kept are not fetched again.
  await expect.poll(() => picturesFetched(next).length).toBe(12);
  expect(new Set(picturesFetched(next)).size).toBe(12);
});
