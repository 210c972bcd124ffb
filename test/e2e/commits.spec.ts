import type { Page } from '@playwright/test';
import { cameraView } from '../support/fixture-server/datasets/generated.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expectViewsAt, timeline } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'cameras' };
let server: FixtureServer;
test.beforeAll(async () => {
  const views = [cameraView('camera_front', 'json-urls', 2_000), cameraView('camera_rear', 'json-urls', 2_000)];
  server = await startFixtureServer({ recordings: [{ ...place, uid: 'drive', key: 'drive', status: 'completed', featured: null, frames: 'none', views }] });
});
test.afterAll(async () => {
  await server.close();
});

/** How often React has changed the page; it tells a hook that developer tools leave for it, in every build. */
const commitsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { commits: { count: number } }).commits.count);

/** Waits until the playhead has reached this step. */
async function whenAt(page: Page, step: number): Promise<void> {
  await page.waitForFunction((wanted) => Number(document.querySelector('[aria-label="Timeline"]')?.getAttribute('aria-valuenow')) >= wanted, step, { polling: 'raf' });
}

const framesPass = (page: Page, count: number) =>
  page.evaluate(async (left) => {
    for (let frame = 0; frame < left; frame += 1) await new Promise(requestAnimationFrame);
  }, count);

test('while it plays, also where every step is waited for, React has nothing to do', async ({ startViewer }) => {
  const { page } = await startViewer({
    env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
    hash: `${place.owner}/${place.slug}/drive?frame=0`,
  });
  await page.addInitScript(() => {
    const commits = { count: 0 };
    Object.assign(globalThis, {
      commits,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: { supportsFiber: true, renderers: new Map(), inject: () => 1, onCommitFiberRoot: () => (commits.count += 1), onCommitFiberUnmount: () => undefined, onPostCommitFiberRoot: () => undefined },
    });
  });
  await page.reload();
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  expect(await commitsOf(page)).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Speed' }).click();
  await page.getByRole('option', { name: '8×' }).click();
  // Where nothing was loaded yet, with steps that the player has to wait for.
  const held = [1_020, 1_030, 1_040, 1_050].map((step) => ({ step, fault: server.faults.add({ fault: { kind: 'held' }, path: new RegExp(`/camera_rear/frame_0*${step}\\.png`), listener: 'media' }) }));
  await page.evaluate((hash) => (location.hash = hash), `#/${place.owner}/${place.slug}/drive?frame=1000`);
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 1_000);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await whenAt(page, 1_019);
  const begun = await commitsOf(page);
  for (const { step, fault } of held) {
    await whenAt(page, step - 1);
    await framesPass(page, 30);
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', String(step - 1));
    fault.release();
  }
  await whenAt(page, 1_060);
  expect(await commitsOf(page)).toBe(begun);
});
