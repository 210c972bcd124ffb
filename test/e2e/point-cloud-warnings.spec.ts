import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { broken } = fixtureUids;
const views = ['camera_front', 'lidar'];
let server: FixtureServer;

test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterAll(async () => {
  await server.close();
});

const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const hash = (frame: number) => `${broken.owner}/${broken.slug}/${broken.oddClouds}?frame=${frame}`;

test('what is odd about a cloud is a button away, by keyboard, and goes with the frame', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: hash(0) });
  const button = viewRegion(page, 'lidar').getByRole('button', { name: 'Warnings about lidar' });
  const popup = page.getByRole('dialog', { name: 'About this frame of lidar' });
  await expectViewsAt(page, views, 0);
  await expect(button).toBeHidden();

  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, views, 1);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(popup.getByText('The file has no header: it was read as 4 columns, x, y, z, intensity.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(popup).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, views, 2);
  await page.keyboard.press('Space');
  await expect(popup.getByText('The file goes on after its last point; the rest was not read.')).toBeVisible();
  await expect(popup.getByText('no header')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(popup).toBeHidden();

  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, views, 3);
  await expect(button).toBeHidden();
});

test('columns that the person sets are not guessed any more', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: hash(1) });
  const lidar = viewRegion(page, 'lidar');
  await expectViewsAt(page, views, 1);
  await expect(lidar.getByText('400 points')).toBeVisible();
  await page.getByRole('button', { name: 'Dataset settings' }).click();
  await page.getByRole('combobox', { name: 'Columns of .bin point clouds' }).click();
  await page.getByRole('option', { name: /^5:/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(lidar.getByText('320 points')).toBeVisible();
  await expectViewsAt(page, views, 1);
  await expect(lidar.getByRole('button', { name: 'Warnings about lidar' })).toBeHidden();
});
