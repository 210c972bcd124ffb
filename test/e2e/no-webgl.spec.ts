import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { shapes } = fixtureUids;
const cameras = ['camera_front', 'camera_rear'];
let server: FixtureServer;

// A browser that really has no WebGL, as on a remote desktop without a graphics driver.
test.use({ extraBrowserFlags: ['--disable-3d-apis'] });
test.skip(() => test.info().project.name === 'electron', 'Electron is not started with the flag.');
test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterAll(async () => {
  await server.close();
});

test('without WebGL the point cloud’s view has failed and says why, and the cameras play on', async ({ startViewer }) => {
  const env = { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key };
  const { page } = await startViewer({ env, hash: `${shapes.owner}/${shapes.slug}/${shapes.frames('detail-images')}?frame=2` });
  const lidar = viewRegion(page, 'lidar');
  await expectViewsAt(page, cameras, 2);
  await expect(lidar).toHaveAttribute('data-state', 'failed');
  await expect(lidar.getByRole('alert')).toContainText('WebGL 2 is not available');
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, cameras, 3);
  expect(await readCounter(page, 'camera_front')).toBe(3);
  await expect(lidar).toHaveAttribute('data-state', 'failed');
  await expect(lidar).not.toHaveAttribute('data-frame');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '11');
  await expectViewsAt(page, cameras, 11);
  await lidar.getByRole('button', { name: 'Maximise lidar' }).click();
  await lidar.getByRole('button', { name: 'Restore lidar' }).click();
  await expect(lidar).toHaveAttribute('data-state', 'failed');
});
