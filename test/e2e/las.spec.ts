import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualPointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';
import { lasFile } from '../support/las-file.ts';
import { lazFile } from '../support/laz-file.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { readScene, readSceneAtRest } from '../support/scene-picture.ts';
import { sharedData } from '../support/shared-data.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const points = Array.from({ length: 60 }, (_, i) => ({ x: 100 * i, y: (i * 7_919) % 5_000, z: 10 * i, intensity: i, red: 65_280, green: 256 * i }));
const real = sharedData('point-clouds/ripple.laz');
/** Three in four are ground (2), one is of a building (6), beside each other. */
const classified = Array.from({ length: 400 }, (_, i) => ({ x: 100 * (i % 20), y: 100 * Math.floor(i / 20), z: 0, classification: i % 4 === 0 ? 6 : 2 }));
const clouds: readonly (readonly [suffix: string, read: () => Promise<Uint8Array>])[] = [
  ['las', async () => await Promise.resolve(lasFile({ pointFormat: 3, points }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 3, points: points.slice(0, 41) }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 7, points: points.slice(0, 23) }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 3, points }).slice(0, 900))],
  ['las', async () => await Promise.resolve(lasFile({ pointFormat: 1, points: classified }))],
  ['laz', async () => (real === null ? lazFile({ pointFormat: 3, points }) : await readFile(real))],
];
const target = { owner: 'fixtures', slug: 'surveys', uid: '0b54b6f9-1c7e-4f0c-9a39-5f0f5a1d6a11' };
let server: FixtureServer;

test.beforeAll(async () => {
  const frames = clouds.map(([suffix, read]) => ({ suffix, read }));
  const views = [{ key: 'lidar', kind: 'point-cloud' as const, load: 'printf' as const, frames }];
  server = await startFixtureServer({ recordings: [{ ...target, key: 'survey', status: 'pending', featured: null, frames: 'detail-images', views }] });
});
test.afterAll(async () => {
  await server.close();
});

test('LAS and LAZ are shown, and a file that is cut short says so', async ({ startViewer }) => {
  const { page } = await startViewer({
    env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
    hash: `${target.owner}/${target.slug}/${target.uid}?frame=0`,
  });
  const lidar = viewRegion(page, 'lidar');
  await expectViewsAt(page, ['lidar'], 0);
  await expect(lidar.getByText('60 points')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['lidar'], 1);
  await expect(lidar.getByText('41 points')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['lidar'], 2);
  await expect(lidar.getByText('23 points')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(lidar).toHaveAttribute('data-state', 'failed');
  await expect(lidar.getByText(/the table of its compressed points is missing/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['lidar'], 5);
  await expect(lidar.getByText(real === null ? '60 points' : '10,201 points')).toBeVisible();
});

test('points of a class that is hidden are not drawn', async ({ startViewer }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-classes-'));
  const style = { ...usualPointCloudSettings, colorMode: 'label', showGrid: false, showAxes: false, pointSize: { value: 3, unit: 'px' } };
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 2, settings: { pointCloud: style } }));
  const { page } = await startViewer({
    env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
    hash: `${target.owner}/${target.slug}/${target.uid}?frame=4`,
    dataFolder,
  });
  const lidar = viewRegion(page, 'lidar');
  await expectViewsAt(page, ['lidar'], 4);
  await lidar.getByRole('button', { name: 'Inspector', exact: true }).click();
  const classes = page.getByRole('complementary', { name: 'Inspector of lidar' }).getByRole('group', { name: 'Classes' });
  const all = (await readSceneAtRest(page)).litPixels;
  const drawn = async () => (await readScene(page)).litPixels / all;
  await classes.getByRole('checkbox', { name: 'Ground (2)' }).press('Space');
  await expect.poll(drawn).toBeGreaterThan(0.2);
  await expect.poll(drawn).toBeLessThan(0.3);
  await classes.getByRole('checkbox', { name: 'Ground (2)' }).click();
  await classes.getByRole('checkbox', { name: 'Building (6)' }).click();
  await expect.poll(drawn).toBeGreaterThan(0.7);
  await expect.poll(drawn).toBeLessThan(0.8);
  await classes.getByRole('button', { name: 'Hide all classes' }).click();
  await expect.poll(drawn).toBe(0);
  await classes.getByRole('button', { name: 'Show all classes' }).click();
  await expect.poll(drawn).toBe(1);
});
