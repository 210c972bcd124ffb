import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { shapes } = fixtureUids;
const dataset = `${shapes.owner}/${shapes.slug}`;
const cameras = ['camera_front', 'camera_rear'];
let server: FixtureServer;

test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterAll(async () => {
  await server.close();
});

const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Dataset settings' });
const patternOf = (page: Page): Locator => dialogOf(page).getByLabel('Frame name pattern');
const save = (page: Page): Promise<void> => dialogOf(page).getByRole('button', { name: 'Save' }).click();
const keptSettings = async (dataFolder: string): Promise<unknown> => JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8')).settings.datasets;

test('a view that could not be resolved leads to the dialog; the pattern set there makes its frames play, and clearing it undoes that', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: env(), hash: `${dataset}/${shapes.load('user-pattern')}?frame=5` });
  const front = viewRegion(page, 'camera_front');
  await expect(front).toHaveAttribute('data-state', 'failed');
  await front.getByRole('button', { name: 'Set a pattern…' }).click();
  await expect(patternOf(page)).toBeFocused();

  await patternOf(page).fill('{load}shot-{number}.png');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByText(/It needs \{index\}/)).toBeVisible();
  await expect(patternOf(page)).toHaveAttribute('aria-invalid', 'true');

  await patternOf(page).fill('{load}shot-{index}.png?first=1');
  await expect(dialogOf(page).getByText('Frames: {load}shot-1.png, {load}shot-2.png, …')).toBeVisible();
  await save(page);
  await expect(dialogOf(page)).toBeHidden();
  await expectViewsAt(page, cameras, 5);
  expect(await readCounter(page, 'camera_front')).toBe(5);
  await expect(page).toHaveURL(/\?frame=5$/);
  // The clouds are not .png: theirs is the view that the pattern does not help.
  await expect(viewRegion(page, 'lidar').getByRole('button', { name: 'Set a pattern…' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, cameras, 6);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '11');
  await expectViewsAt(page, cameras, 11);
  expect(await keptSettings(dataFolder)).toEqual({ [dataset]: { loadPattern: '{load}shot-{index}.png?first=1' } });

  await page.getByRole('button', { name: 'Dataset settings' }).click();
  await expect(patternOf(page)).toHaveValue('{load}shot-{index}.png?first=1');
  await patternOf(page).fill('');
  await save(page);
  await expect(front).toHaveAttribute('data-state', 'failed');
  expect(await keptSettings(dataFolder)).toEqual({});
});

test('a pattern that leads nowhere is named among what was tried, and hides no frames that are found without it', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: `${dataset}/${shapes.load('user-pattern')}` });
  await viewRegion(page, 'lidar').getByRole('button', { name: 'Set a pattern…' }).click();
  await patternOf(page).fill('{load}sweep-{index}.pcd');
  await save(page);
  const evidence = viewRegion(page, 'lidar').getByText(/Your own pattern \(failed\): Your pattern leads to nothing/);
  // There once the sequence is open again: what was tried before looks alike.
  await expect(evidence).toBeAttached();
  await viewRegion(page, 'lidar').getByText('What was tried', { exact: true }).click();
  await expect(evidence).toBeVisible();
  await page.evaluate((hash) => (location.hash = hash), `#/${dataset}/${shapes.load('printf')}`);
  await expectViewsAt(page, [...cameras, 'lidar'], 0);
});

test('a frame rate and columns are kept for the dataset; the rate holds for the sequence that is open', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: env(), hash: `${dataset}/${shapes.load('printf')}?frame=3` });
  await expectViewsAt(page, cameras, 3);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, cameras, 4);
  await page.getByRole('button', { name: 'Dataset settings' }).click();
  await dialogOf(page).getByLabel('Frame rate in fps').fill('999');
  await dialogOf(page).getByRole('combobox', { name: 'Columns of .bin point clouds' }).click();
  await page.getByRole('option', { name: '5: x, y, z, intensity, ring' }).click();
  await save(page);
  await expect(dialogOf(page).getByText('A number from 0.1 to 240, or nothing.')).toBeVisible();
  await dialogOf(page).getByLabel('Frame rate in fps').fill('12,5');
  await save(page);
  await expectViewsAt(page, cameras, 4);
  await expect(page.getByLabel('Base rate in frames per second')).toHaveValue('12.5');
  expect(await keptSettings(dataFolder)).toEqual({ [dataset]: { frameRateHz: 12.5, binColumns: 5 } });
});

test('cancelling keeps everything as it was, and no sequence is opened again for it', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: `${dataset}/${shapes.load('printf')}?frame=2` });
  await expectViewsAt(page, cameras, 2);
  const before = server.requests.length;
  await page.getByRole('button', { name: 'Dataset settings' }).click();
  await patternOf(page).fill('{load}nothing-{index}.png');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Dataset settings' })).toBeFocused();
  await page.getByRole('button', { name: 'Dataset settings' }).click();
  await expect(patternOf(page)).toHaveValue('');
  await save(page);
  await expectViewsAt(page, cameras, 2);
  expect(server.requests.slice(before).filter(({ path }) => path.includes('/sequences/'))).toEqual([]);
});
