import type { Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expect, test } from '../support/viewer.ts';

let server: FixtureServer;

test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterAll(async () => {
  await server.close();
});
test.afterEach(() => {
  server.faults.clear();
});

const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const grid = (page: Page, name: string) => page.getByRole('grid', { name });
/** A row of a grid by the text of its key, whole. */
const row = (page: Page, key: string) => page.getByRole('row').filter({ has: page.getByText(key, { exact: true }) });

test('a reviewer goes from the datasets through a dataset to a sequence, and back to the row that was opened', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env() });
  await page.getByRole('row', { name: /shapes/ }).click();
  await expect(grid(page, 'Sequences')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('uneven');
  await page.getByRole('row', { name: /uneven/ }).click();
  await expect(page.getByRole('region', { name: 'camera_front' })).toHaveAttribute('data-state', 'ready');
  await page.goBack();
  await expect(page.getByRole('row', { name: /uneven/ })).toBeVisible();
});

test('every status is a badge with readable text, also one that no list names', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/library', viewport: { width: 1280, height: 1000 } });
  const statuses = [
    'Unattempted', 'Pending', 'Completed', 'Rework required', 'Ready for annotation', 'Labeling 4D', 'Review 4D',
    'Ready for 2D', 'Labeling 2D', 'Review 2D', 'Final review', 'Customer approved', 'Waiting for weather',
  ];
  for (const status of statuses) await expect(grid(page, 'Sequences').getByText(status, { exact: true }).first()).toBeVisible();
});

test('ten thousand sequences page to the end, with few rows in the page at any time', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ env: env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  await grid(page, 'Sequences').focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return grid(page, 'Sequences').getAttribute('aria-rowcount');
      },
      { timeout: 150_000, intervals: [50] },
    )
    .toBe('10001');
  await page.keyboard.press('End');
  await expect(row(page, 'drive_009999')).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
});

test('search narrows the rows and says of how many', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('drive_000042');
  await expect(row(page, 'drive_000042')).toBeVisible();
  await expect(row(page, 'drive_000000')).toHaveCount(0);
});

test('the status filter lets several statuses through, with counts', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.getByRole('button', { name: 'Any status' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Completed/ }).click();
  await page.keyboard.press('Escape');
  await expect(row(page, 'drive_000002')).toBeVisible();
  await expect(row(page, 'drive_000000')).toHaveCount(0);
});

test('an order that Avala does not know is done by the viewer, and it says so', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  server.faults.add({ fault: { kind: 'reply', status: 400, body: '{"ordering":["Not a field."]}' }, path: /ordering=/ });
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Key, Z to A' }).click();
  await expect(page.getByText(/ordered by the viewer/)).toBeVisible();
});

test('the keyboard alone opens a sequence', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/shapes' });
  await expect(grid(page, 'Sequences')).toBeVisible();
  await grid(page, 'Sequences').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Timeline' })).toBeVisible();
});

test('the items tab lists items with their facts and shows the picture or the cloud of the one selected', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: 'acme/items' });
  await page.getByRole('tab', { name: 'Items' }).click();
  const rows = grid(page, 'Items').getByRole('row');
  await rows.nth(1).click();
  const detail = page.getByRole('complementary', { name: 'Selected item' }).or(page.getByRole('region', { name: 'Selected item' }));
  await expect(detail.getByText('UID')).toBeVisible();
  await expect(detail.locator('canvas, img').first()).toBeVisible();
  await rows.nth(5).click();
  await expect(detail.locator('canvas').first()).toBeVisible();
});

test('a dataset of an owner with an e-mail address is opened by typing its address, and is recent afterwards', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env() });
  const { owner, slug } = fixtureUids.mailOwner;
  await page.getByPlaceholder('owner/dataset').fill(`${owner}/${slug}`);
  await page.getByPlaceholder('owner/dataset').press('Enter');
  await expect(grid(page, 'Sequences').getByRole('row').nth(1)).toBeVisible();
  await page.goto(page.url().replace(/#.*$/, '#/'));
  await expect(page.getByRole('complementary').getByText(slug).first()).toBeVisible();
});

test('a service that lists no datasets leaves the typed address and the sample', async ({ startViewer }) => {
  server.faults.add({ fault: { kind: 'not-found' }, path: /\/datasets\/(\?|$)/ });
  const { page } = await startViewer({ env: env() });
  await expect(page.getByText('This key cannot list datasets')).toBeVisible();
  await expect(page.getByPlaceholder('owner/dataset')).toBeVisible();
});

test('the theme that was chosen is there at the next start', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), colorScheme: 'dark' });
  await first.page.getByRole('button', { name: 'Theme' }).click();
  await first.page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'light');
  await first.close();
  const second = await startViewer({ env: env(), colorScheme: 'dark', dataFolder: first.dataFolder });
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'light');
});
