import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { rigs, shapes } = fixtureUids;
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

test('points over a picture that are wanted say that it is the 3D view that draws them', async ({ startViewer }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-no-webgl-'));
  const overlay = { isOn: true, pointSizePx: 2, opacity: 1, hidesOccluded: true };
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 1, settings: { pointCloud: { overlay } } }));
  const env = { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key };
  const { page } = await startViewer({ dataFolder, env, hash: `${rigs.owner}/${rigs.slug}/${rigs.world}?frame=0` });
  await expectViewsAt(page, ['camera_front'], 0);
  await expect(viewRegion(page, 'camera_front').getByText('they are drawn by the 3D view, and there is none')).toBeVisible();
});
