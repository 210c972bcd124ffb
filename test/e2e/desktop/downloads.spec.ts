import { expect, test, type Desktop } from '../../support/desktop.ts';
import { cameraView } from '../../support/fixture-server/datasets/generated.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { goTo, sequenceRow } from '../../support/offline-page.ts';
import { expectViewsAt } from '../../support/player-page.ts';

/** People’s names must not get into what everybody sees who passes by. */
const place = { owner: 'kim@example.com', slug: 'field' };
const dataset = `${encodeURIComponent(place.owner)}/${place.slug}`;
const framesOf = (key: string, frames: string) => new RegExp(`/${key}/camera_front/frame_${frames}\\.png`);

let server: FixtureServer;
test.beforeEach(async () => {
  const recordings = ['drive_a', 'drive_b', 'drive_c'].map((uid) => ({ ...place, uid, key: uid, status: 'completed', featured: null, frames: 'none' as const, views: [cameraView('camera_front', 'json-urls', 10)] }));
  server = await startFixtureServer({ recordings });
});
test.afterEach(() => server.close());

const notifications = (app: Desktop) => app.evaluateMain(({ recorded }) => recorded.notifications.map(({ title, body }) => ({ title, body })));
const progress = (app: Desktop) => app.evaluateMain(({ recorded }) => recorded.progress);
const click = (app: Desktop, index: number) => app.evaluateMain(({ recorded }, at) => recorded.notifications[at]?.click(), index);
const minimize = (app: Desktop) => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
const isMinimized = (app: Desktop) => app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized());

test('a download fills the taskbar icon and clears it; its end is told only where nobody looks at the window, and a click opens it', async ({ startDesktop }) => {
  const app = await startDesktop({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key } });
  const { page } = app;
  await goTo(page, dataset);
  const held = server.faults.add({ fault: { kind: 'held' }, path: framesOf('drive_a', '[4-9]'), listener: 'media' });
  await sequenceRow(page, 'drive_a').getByRole('button', { name: 'Keep drive_a offline' }).click();
  await expect.poll(async () => (await progress(app)).at(-1)).toBe(0.4);
  held.release();
  await expect(sequenceRow(page, 'drive_a').getByText('Available offline')).toBeVisible();
  await expect.poll(async () => (await progress(app)).at(-1)).toBe(-1);
  const shown = (await progress(app)).filter((fraction) => fraction !== -1);
  expect(shown).toEqual(shown.toSorted((one, other) => one - other));
  expect(await notifications(app)).toEqual([]);

  await minimize(app);
  // What is there before anybody can see it on its way is no news.
  const second = server.faults.add({ fault: { kind: 'held' }, path: framesOf('drive_b', '9'), listener: 'media' });
  await sequenceRow(page, 'drive_b').getByRole('button', { name: 'Keep drive_b offline' }).click();
  await expect.poll(async () => (await progress(app)).at(-1)).toBe(0.9);
  second.release();
  await expect.poll(() => notifications(app)).toEqual([{ title: 'Kept offline', body: 'drive_b can now be opened without a network.' }]);
  await click(app, 0);
  await expectViewsAt(page, ['camera_front'], 0);
  await expect(page).toHaveTitle(/drive_b/);
  expect(await isMinimized(app)).toBe(false);
});

test('a download of which files are missing says how many, and a click leads to the list that says which', async ({ startDesktop }) => {
  const app = await startDesktop({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key } });
  await goTo(app.page, dataset);
  server.faults.add({ fault: { kind: 'not-found' }, path: framesOf('drive_c', '[89]'), listener: 'media' });
  await minimize(app);
  await sequenceRow(app.page, 'drive_c').getByRole('button', { name: 'Keep drive_c offline' }).click();
  await expect.poll(() => notifications(app)).toEqual([{ title: 'Not all could be kept', body: 'drive_c: 2 files could not be had.' }]);
  await click(app, 0);
  await expect(app.page.getByRole('region', { name: 'Downloads' }).getByRole('group', { name: 'drive_c' })).toBeVisible();
  expect(await isMinimized(app)).toBe(false);
  expect((await progress(app)).at(-1)).toBe(-1);
});
