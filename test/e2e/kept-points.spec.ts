import type { Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, timeline } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { shapes } = fixtureUids;
let server: FixtureServer;

test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterAll(async () => {
  await server.close();
});

const opened = (uid: string) => ({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${shapes.owner}/${shapes.slug}/${uid}?frame=6` });
const goToPoint = (page: Page, which: 'in' | 'out') => page.getByRole('button', { name: `Go to the ${which} point` });

async function expectPoints(page: Page, inStep: number, outStep: number): Promise<void> {
  for (const [which, step] of [
    ['in', inStep],
    ['out', outStep],
  ] as const) {
    await goToPoint(page, which).click();
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', String(step));
  }
}

test('in and out points belong to their sequence, and are still there after another one, a reload and a restart', async ({ startViewer }) => {
  const first = await startViewer(opened(shapes.frames('detail-images')));
  const { page } = first;
  await expectViewsAt(page, ['camera_front'], 6);
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+ArrowRight');
  await expectViewsAt(page, ['camera_front'], 11);
  await page.keyboard.press('o');
  await expectPoints(page, 6, 11);
  await page.evaluate((hash) => (location.hash = `#/${hash}`), opened(shapes.uneven).hash);
  await expectViewsAt(page, ['camera_front'], 6);
  await expect(page.getByRole('region', { name: 'lidar', exact: true })).toHaveAttribute('data-state', 'missing');
  await expect(goToPoint(page, 'in')).toBeDisabled();
  await page.goBack();
  await expectPoints(page, 6, 11);
  await page.reload();
  await expectPoints(page, 6, 11);
  await first.close();
  const second = await startViewer({ ...opened(shapes.frames('detail-images')), dataFolder: first.dataFolder });
  await expectPoints(second.page, 6, 11);
  await second.page.keyboard.press('x');
  await expect(goToPoint(second.page, 'out')).toBeDisabled();
  await second.page.reload();
  await expectViewsAt(second.page, ['camera_front'], 11);
  await expect(goToPoint(second.page, 'out')).toBeDisabled();
});
