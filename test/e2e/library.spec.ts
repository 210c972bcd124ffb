import type { Page } from '@playwright/test';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';

const fixture = useFixtureServer();

const grid = (page: Page, name: string) => page.getByRole('grid', { name });
/** A row of a grid by the text of its key, whole. */
const row = (page: Page, key: string) => page.getByRole('row').filter({ has: page.getByText(key, { exact: true }) });

test('a reviewer goes from the datasets through a dataset to a sequence, and back to the row that was opened', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env() });
  await page.getByRole('row', { name: /shapes/ }).click();
  await expect(grid(page, 'Sequences')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('uneven');
  await page.getByRole('row', { name: /uneven/ }).click();
  await expect(page.getByRole('region', { name: 'camera_front' })).toHaveAttribute('data-state', 'ready');
  await page.goBack();
  await expect(page.getByRole('row', { name: /uneven/ })).toBeVisible();
});

for (const tab of ['sequences', 'items'] as const) {
  const place = tab === 'sequences' ? 'acme/library' : 'acme/items?tab=items';
  const statuses = {
    sequences: [
      'Unattempted', 'Pending', 'Completed', 'Rework required', 'Ready for annotation', 'Labeling 4D', 'Review 4D',
      'Ready for 2D', 'Labeling 2D', 'Review 2D', 'Final review', 'Customer approved', 'Waiting for weather',
    ],
    items: ['Unattempted', 'Pending', 'Ready for annotation', 'In progress', 'Completed', 'Rework required', 'Customer approved', 'On hold'],
  }[tab];

  test(`every status of ${tab} is a coloured badge with words that are not cut, also one that no list names`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: fixture.env(), hash: place, viewport: { width: 1280, height: 1000 } });
    for (const status of statuses) {
      const words = page.getByRole('gridcell').getByText(status, { exact: true }).first();
      await expect(words).toBeVisible();
      expect(await words.evaluate((element) => element.scrollWidth - element.clientWidth), status).toBe(0);
      const grounds = await words.evaluate((element) => {
        const groundOf = (part: Element | null) => (part === null ? '' : getComputedStyle(part).backgroundColor);
        return { badge: groundOf(element.parentElement), row: groundOf(element.closest('tr')) };
      });
      expect(grounds.badge, status).not.toBe('rgba(0, 0, 0, 0)');
      expect(grounds.badge, status).not.toBe(grounds.row);
    }
  });
}

test('a message or a list that comes moves nothing that was there before', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/library' });
  await page.evaluate(() => {
    const moved: number[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push(entry.startTime);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await expect(row(page, 'drive_000000')).toBeVisible();
  for (const hash of ['#/acme/items?tab=items&item=item_0002', '#/acme/locked', '#/']) {
    await page.evaluate((next) => (location.hash = next), hash);
    await page.waitForLoadState('networkidle');
  }
  expect(await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved)).toEqual([]);
});

test('ten thousand sequences page to the end, with few rows in the page at any time', async ({ startViewer }) => {
  test.slow();
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/library' });
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
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('drive_000042');
  await expect(row(page, 'drive_000042')).toBeVisible();
  await expect(row(page, 'drive_000000')).toHaveCount(0);
});

test('the status filter lets several statuses through, with counts', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  await page.getByRole('button', { name: 'Any status' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Completed/ }).click();
  await page.keyboard.press('Escape');
  await expect(row(page, 'drive_000002')).toBeVisible();
  await expect(row(page, 'drive_000000')).toHaveCount(0);
});

test('an order that Avala does not know is done by the viewer, and it says so', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/library' });
  await expect(row(page, 'drive_000000')).toBeVisible();
  fixture.server.faults.add({ fault: { kind: 'reply', status: 400, body: '{"ordering":["Not a field."]}' }, path: /ordering=/ });
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Key, Z to A' }).click();
  await expect(page.getByText(/ordered by the viewer/)).toBeVisible();
});

test('the keyboard alone opens a sequence', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/shapes' });
  await expect(grid(page, 'Sequences').getByRole('row').nth(1)).toBeVisible();
  await grid(page, 'Sequences').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Timeline' })).toBeVisible();
});

test('the items tab lists items with their facts and shows the picture or the cloud of the one selected', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env(), hash: 'acme/items' });
  await page.getByRole('tab', { name: 'Items' }).click();
  const rows = grid(page, 'Items').getByRole('row');
  await rows.nth(1).click();
  const detail = page.getByRole('complementary', { name: 'Selected item' }).or(page.getByRole('region', { name: 'Selected item' }));
  await expect(detail.getByText('UID')).toBeVisible();
  await expect(detail.getByRole('figure', { name: 'capture_0000.png' }).locator('canvas')).toBeVisible();
  await rows.nth(5).click();
  await expect(detail.getByRole('img', { name: 'Point cloud of capture_0004.pcd' })).toBeVisible();
});

test('an item whose picture arrives cut short is said to be damaged, and never shown as if it were whole', async ({ startViewer }) => {
  fixture.server.faults.add({ fault: { kind: 'truncated' }, path: /./, listener: 'media' });
  const { page } = await startViewer({ env: fixture.env(), hash: `acme/items?tab=items&item=${fixtureUids.items.item(2)}` });
  const detail = page.getByRole('complementary', { name: 'Selected item' });
  await expect(detail.getByText(/cut off or damaged/)).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(detail.locator('canvas')).toHaveCount(0);
});

test('a dataset of an owner with an e-mail address is opened by typing its address, and is recent afterwards', async ({ startViewer }) => {
  const { page } = await startViewer({ env: fixture.env() });
  const { owner, slug } = fixtureUids.mailOwner;
  await page.getByPlaceholder('owner/dataset').fill(`${owner}/${slug}`);
  await page.getByPlaceholder('owner/dataset').press('Enter');
  await expect(grid(page, 'Sequences').getByRole('row').nth(1)).toBeVisible();
  await page.goto(page.url().replace(/#.*$/, '#/'));
  await expect(page.getByRole('complementary').getByText(slug).first()).toBeVisible();
});

test('a service that lists no datasets leaves the typed address and the sample', async ({ startViewer }) => {
  fixture.server.faults.add({ fault: { kind: 'not-found' }, path: /\/datasets\/(\?|$)/ });
  const { page } = await startViewer({ env: fixture.env() });
  await expect(page.getByText('This key cannot list datasets')).toBeVisible();
  await expect(page.getByPlaceholder('owner/dataset')).toBeVisible();
});

test('the theme that was chosen is there at the next start', async ({ startViewer }) => {
  const first = await startViewer({ env: fixture.env(), colorScheme: 'dark' });
  await first.page.getByRole('button', { name: 'Theme' }).click();
  await first.page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'light');
  await first.close();
  const second = await startViewer({ env: fixture.env(), colorScheme: 'dark', dataFolder: first.dataFolder });
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'light');
});
