import type { Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { shapes } = fixtureUids;
const views = ['camera_front', 'camera_early', 'camera_short', 'camera_untimed'];
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

const opened = (frame: number) => ({
  env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
  hash: `${shapes.owner}/${shapes.slug}/${shapes.skewed}?frame=${frame}`,
});
const headOf = (page: Page, key: string) => viewRegion(page, key).locator('header');

test('each pane prints how far its own frame is off the step, by time or else by number', async ({ startViewer }) => {
  const { page } = await startViewer(opened(11));
  await expectViewsAt(page, views, 11);
  for (const key of views) expect(await readCounter(page, key)).toBe(11);
  await expect(headOf(page, 'camera_early')).toContainText('−33 ms');
  await expect(headOf(page, 'camera_untimed')).toContainText('frame 12 of 14');
  for (const key of ['camera_front', 'camera_short']) await expect(headOf(page, key)).not.toContainText(/ms|frame/);
});

test('where a view has no frame its pane says so and shows none, and it has one again where there is one', async ({ startViewer }) => {
  const { page } = await startViewer(opened(13));
  await expectViewsAt(page, views, 13);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, ['camera_front', 'camera_early'], 14);
  for (const [key, reason] of [
    ['camera_short', 'No frame within 75 ms.'],
    ['camera_untimed', 'This view has no frame at this moment; it has 14 in all.'],
  ] as const) {
    const region = viewRegion(page, key);
    await expect(region).toHaveAttribute('data-state', 'missing');
    await expect(region).not.toHaveAttribute('data-frame');
    await expect(region.getByText(reason)).toBeVisible();
    await expect(headOf(page, key)).not.toContainText(/ms|frame/);
    // Nothing of the frame before is left behind the words.
    const painted = await region.locator('canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
    });
    expect(painted).toBe(false);
  }
  await page.keyboard.press('ArrowLeft');
  await expectViewsAt(page, views, 13);
  expect(await readCounter(page, 'camera_short')).toBe(13);
});

test('a pane says that its view is the shorter one as soon as a longer one is found', async ({ startViewer }) => {
  const held = [/camera_front\/list\.json/, /camera_early\/list\.json/].map((path) => server.faults.add({ fault: { kind: 'held' }, path, listener: 'media' }));
  const { page } = await startViewer(opened(11));
  await expectViewsAt(page, ['camera_short', 'camera_untimed'], 11);
  await expect(headOf(page, 'camera_untimed')).not.toContainText('frame');
  for (const fault of held) fault.release();
  await expectViewsAt(page, views, 11);
  await expect(headOf(page, 'camera_untimed')).toContainText('frame 12 of 14');
  await expect(headOf(page, 'camera_early')).toContainText('−33 ms');
});

test('a comparison prints the skew of each of its sides', async ({ startViewer }) => {
  const { page } = await startViewer(opened(11));
  await expectViewsAt(page, views, 11);
  await viewRegion(page, 'camera_front').hover();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const region = page.getByRole('region', { name: 'Compare camera_front and camera_early' });
  await expect(region).toHaveAttribute('data-frame', '11');
  await expect(region.getByText(/^A camera_front\s*$/)).toBeVisible();
  await expect(region.getByText(/^B camera_early\s*−33 ms$/)).toBeVisible();
});

test('how views are put in step is kept for the sequence, until it is made the default of the dataset', async ({ startViewer }) => {
  const { page } = await startViewer(opened(11));
  await expectViewsAt(page, views, 11);
  const goTo = async (uid: string) => {
    await page.evaluate((hash) => (location.hash = hash), `#/${shapes.owner}/${shapes.slug}/${uid}?frame=11`);
    await expectViewsAt(page, ['camera_front'], 11);
  };
  await page.getByRole('button', { name: 'Nearest frame' }).click();
  await page.getByRole('menuitemradio', { name: 'Same time only' }).click();
  await expect(viewRegion(page, 'camera_early')).toHaveAttribute('data-state', 'missing');
  await goTo(shapes.long);
  await expect(page.getByRole('button', { name: 'Nearest frame' })).toBeVisible();
  await goTo(shapes.skewed);
  await page.getByRole('button', { name: 'Same time only' }).click();
  await page.getByRole('menuitem', { name: 'Make it the dataset’s default' }).click();
  await goTo(shapes.long);
  await page.getByRole('button', { name: 'Same time only' }).click();
  await expect(page.getByText('the dataset’s default is same time only')).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Make it the dataset’s default' })).toBeDisabled();
});
