import type { Page } from '@playwright/test';
import { useFixtureServer } from '../support/use-fixture-server.ts';
import { expect, test } from '../support/viewer.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { sharedData } from '../support/shared-data.ts';

const { drive } = fixtureUids;
const views = ['front', 'left', 'right', 'lidar'];

test.describe('the real recording, from an API key to cameras and LiDAR in step', () => {
  test.skip(sharedData('sustech-example') === null, 'the real recording is not beside this checkout');

  const fixture = useFixtureServer();

  for (const sequence of [drive.real, drive.imageUrls, drive.load]) {
    test(`${sequence}: three cameras and LiDAR stand on the same frame`, async ({ startViewer }) => {
      const { page } = await startViewer({
        env: fixture.env(),
        hash: `${drive.owner}/${drive.slug}/${sequence}?frame=0`,
        viewport: { width: 1920, height: 1080 },
      });
      const keys = sequence === drive.imageUrls ? await viewKeys(page) : views;
      expect(keys).toHaveLength(4);
      await expectViewsAt(page, keys, 0);
      await page.keyboard.press('ArrowRight');
      await expectViewsAt(page, keys, 1);
      await page.screenshot({ path: `test-results/real-recording-${sequence}.png` });
    });
  }

  test('a frame whose images are missing says so and still shows its cloud', async ({ startViewer }) => {
    const { page } = await startViewer({
      env: fixture.env(),
      hash: `${drive.owner}/${drive.slug}/${drive.gap}?frame=0`,
    });
    await expectViewsAt(page, ['lidar'], 0);
    await expect(viewRegion(page, 'front')).toHaveAttribute('data-state', /missing|failed/);
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, views, 1);
  });
});

async function viewKeys(page: Page): Promise<string[]> {
  const regions = page.locator('[data-state][data-frame]');
  await expect(regions).toHaveCount(4);
  return regions.evaluateAll((found) => found.map((region) => region.getAttribute('aria-label') ?? ''));
}
