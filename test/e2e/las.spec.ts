import { readFile } from 'node:fs/promises';
import { lasFile } from '../support/las-file.ts';
import { lazFile } from '../support/laz-file.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { sharedData } from '../support/shared-data.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const points = Array.from({ length: 60 }, (_, i) => ({ x: 100 * i, y: (i * 7_919) % 5_000, z: 10 * i, intensity: i, red: 65_280, green: 256 * i }));
const real = sharedData('point-clouds/ripple.laz');
const clouds: readonly (readonly [suffix: string, read: () => Promise<Uint8Array>])[] = [
  ['las', async () => await Promise.resolve(lasFile({ pointFormat: 3, points }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 3, points: points.slice(0, 41) }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 7, points: points.slice(0, 23) }))],
  ['laz', async () => await Promise.resolve(lazFile({ pointFormat: 3, points }).slice(0, 900))],
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
  await expectViewsAt(page, ['lidar'], 4);
  await expect(lidar.getByText(real === null ? '60 points' : '10,201 points')).toBeVisible();
});
