import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { counterPicture, viewColors } from '../support/fixture-server/counter-picture.ts';
import { cameraView } from '../support/fixture-server/datasets/generated.ts';
import type { FixtureRecording } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { downloadLabels, goTo, keepFromList, keptRow, sequenceRow, storedFiles } from '../support/offline-page.ts';
import { expectViewsAt, readCounter, timeline } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

// Files that are not on this computer are answered with an error's status, which the browser itself logs.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });

const place = { owner: 'acme', slug: 'field' };
const views = ['camera_front', 'camera_rear'] as const;
const recordingOf = (uid: string): FixtureRecording => ({
  ...place,
  uid,
  key: uid,
  status: 'completed',
  featured: null,
  frames: 'none',
  views: views.map((name) => cameraView(name, 'json-urls', 10)),
});
const keys = ['drive_a', 'drive_b', 'drive_c', 'drive_d'];

let server: FixtureServer;
const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const dataset = `${place.owner}/${place.slug}`;
/** Files of one sequence's camera, by their path. */
const mediaOf = (key: string, view = '') => new RegExp(`/${key}/${view}.*\\.png`);

test.beforeEach(async () => {
  server = await startFixtureServer({ recordings: keys.map(recordingOf) });
});
test.afterEach(async () => {
  server.faults.clear();
  await server.close();
});

/** How much the first row of the timeline differs within itself about the eighth of ten steps. Runs in the page. */
function spreadOfRow(canvas: HTMLCanvasElement): number {
  const x = Math.round(8 + (7 / 9) * (canvas.clientWidth - 16));
  const { data } = canvas.getContext('2d')?.getImageData(x - 12, 35, 24, 6) ?? { data: [] };
  const greys = Array.from({ length: data.length / 4 }, (_, pixel) => ((data[pixel * 4 + 1] ?? 0) * (data[pixel * 4 + 3] ?? 0)) / 255);
  return Math.max(...greys) - Math.min(...greys);
}

/** The service and its media host go away; what is returned starts others at the same addresses. */
async function goAway(): Promise<() => Promise<void>> {
  const { apiBaseUrl, mediaOrigin } = server;
  await server.close();
  return async () => {
    server = await startFixtureServer({ recordings: keys.map(recordingOf), port: Number(new URL(apiBaseUrl).port), mediaPort: Number(new URL(mediaOrigin).port) });
  };
}

test('one click keeps a sequence, says so and offers to choose; it then opens and plays without the service, and can be removed', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), hash: dataset });
  const { page, dataFolder } = first;
  await sequenceRow(page, 'drive_a').getByRole('button', { name: 'Keep drive_a offline' }).click();
  await expect(page.getByText('Keeping drive_a offline: all views, all frames.')).toBeVisible();
  await expect(sequenceRow(page, 'drive_a').getByText('Available offline')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Downloads' })).toHaveText('drive_a is available offline.');
  expect(await storedFiles(dataFolder)).toHaveLength(20);
  await first.close();
  await server.close();

  const second = await startViewer({ env: env(), dataFolder });
  const kept = second.page.getByRole('region', { name: 'On this computer' });
  await kept.getByRole('link', { name: /drive_a/ }).click();
  await expectViewsAt(second.page, views, 0);
  await second.page.keyboard.press('End');
  await expectViewsAt(second.page, views, 9);
  await second.page.getByRole('button', { name: 'drive_a: Available offline' }).click();
  await second.page.getByRole('menuitem', { name: 'Remove from this computer…' }).click();
  await second.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(second.page.getByRole('button', { name: 'Keep offline' })).toBeVisible();
  await expect.poll(() => storedFiles(dataFolder)).toHaveLength(0);
});

test('signed out, what is kept is listed beside the sign-in form and opens', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), hash: dataset });
  await keepFromList(first.page, 'drive_b');
  await first.close();
  const { page } = await startViewer({ env: { AVALA_BASE_URL: server.apiBaseUrl }, dataFolder: first.dataFolder });
  await expect(page.getByLabel('API key')).toBeVisible();
  await page.getByRole('region', { name: 'On this computer' }).getByRole('link', { name: /drive_b/ }).click();
  await expectViewsAt(page, views, 0);
  await page.reload();
  await expectViewsAt(page, views, 0);
});

test('a download is paused, stays so over a reload and a start, and goes on when it is resumed', async ({ startViewer }) => {
  const held = server.faults.add({ fault: { kind: 'held' }, path: mediaOf('drive_a'), listener: 'media', after: 4 });
  const first = await startViewer({ env: env(), hash: dataset });
  await sequenceRow(first.page, 'drive_a').getByRole('button', { name: 'Keep drive_a offline' }).click();
  await goTo(first.page, 'downloads');
  const row = keptRow(first.page, 'drive_a');
  await expect(row.getByText('Downloading')).toBeVisible();
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await row.getByRole('button', { name: 'Pause drive_a' }).click();
  await expect(row.getByText('Paused')).toBeVisible();
  await first.page.reload();
  await expect(row.getByText('Paused')).toBeVisible();
  held.release();
  await first.close();

  const { page } = await startViewer({ env: env(), hash: 'downloads', dataFolder: first.dataFolder });
  await expect(keptRow(page, 'drive_a').getByText('Paused')).toBeVisible();
  await keptRow(page, 'drive_a').getByRole('button', { name: 'Resume drive_a' }).click();
  await expect(keptRow(page, 'drive_a').getByText('Available offline')).toBeVisible();
});

test('the keyboard alone selects sequences and keeps them all', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: dataset });
  await expect(sequenceRow(page, 'drive_a')).toBeVisible();
  await page.getByRole('grid', { name: 'Sequences' }).focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 sequences selected')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Sequences' }).getByRole('row', { selected: true })).toHaveCount(3);
  await page.keyboard.press('k');
  await expect(page.getByText(/Keeping 3 sequences offline/)).toBeVisible();
  await expect(page.getByText('Available offline', { exact: true })).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 sequences selected')).toHaveCount(0);
});

test('the pointer selects by boxes and by modified clicks, and opens nothing by that', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: dataset });
  const rows = page.getByRole('grid', { name: 'Sequences' }).getByRole('row');
  await rows.nth(1).getByRole('checkbox').click();
  await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
  await rows.nth(3).getByText('Completed').click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 sequences selected')).toBeVisible();
  await rows.nth(2).getByText('Completed').click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByText('2 sequences selected')).toBeVisible();
  await page.getByRole('toolbar', { name: 'Selected sequences' }).getByRole('button', { name: 'Select all 4' }).click();
  await expect(page.getByText('4 sequences selected')).toBeVisible();
});

test('chosen views and frames are kept, and no others', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: env(), hash: `${dataset}/drive_c?frame=0` });
  await expectViewsAt(page, views, 0);
  await page.keyboard.press('Shift+K');
  await page.getByRole('button', { name: 'Options…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep drive_c offline' });
  await dialog.getByRole('radio', { name: 'Chosen views' }).click();
  await dialog.getByRole('checkbox', { name: 'camera_rear' }).click();
  await dialog.getByRole('radio', { name: 'A range' }).click();
  await dialog.getByRole('spinbutton', { name: 'Last frame' }).fill('9');
  await dialog.getByRole('spinbutton', { name: 'Keep one frame in every' }).fill('4');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Frames 1 to 9, every 4th: 3 frames of 1 of 2 views.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep offline' }).click();
  await expect(page.getByRole('button', { name: 'drive_c: Part available offline' })).toBeVisible();
  await goTo(page, 'downloads');
  await expect(keptRow(page, 'drive_c').getByText(/^3 frames · /)).toBeVisible();
  await goTo(page, 'storage');
  await expect(keptRow(page, 'drive_c').getByText('3 files', { exact: true })).toBeVisible();
  expect((await storedFiles(dataFolder)).length).toBeGreaterThanOrEqual(3);
});

test('a part that was kept opens without the service, says which views are missing, and gives them when the service is back', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), hash: `${dataset}/drive_c?frame=0` });
  await expectViewsAt(first.page, views, 0);
  await first.page.keyboard.press('Shift+K');
  await first.page.getByRole('button', { name: 'Options…' }).click();
  await first.page.getByRole('radio', { name: 'Chosen views' }).click();
  await first.page.getByRole('checkbox', { name: 'camera_rear' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: 'Keep offline' }).click();
  await expect(first.page.getByRole('button', { name: 'drive_c: Part available offline' })).toBeVisible();
  await first.close();
  const comeBack = await goAway();

  const { page } = await startViewer({ env: env(), hash: `${dataset}/drive_c?frame=0`, dataFolder: first.dataFolder });
  await expectViewsAt(page, ['camera_front'], 0);
  await expect(page.getByRole('region', { name: 'camera_rear' })).toHaveCount(0);
  await page.getByRole('button', { name: '1 of 2 views not kept' }).click();
  const missing = page.getByRole('dialog', { name: 'Not on this computer' });
  await expect(missing.getByRole('list', { name: 'Views that were not kept' })).toHaveText('camera_rear');
  await expect(missing.getByRole('button', { name: 'Load all views' })).toBeDisabled();
  // It can be chosen too, although there is no service to tell of it.
  await missing.getByRole('button', { name: 'Views and frames…' }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'camera_rear' })).not.toBeChecked();
  await page.keyboard.press('Escape');

  await comeBack();
  await page.getByRole('button', { name: '1 of 2 views not kept' }).click();
  await expect(missing.getByRole('button', { name: 'Load all views' })).toBeEnabled({ timeout: 30_000 });
  await missing.getByRole('button', { name: 'Load all views' }).click();
  await expectViewsAt(page, views, 0);
  await expect(page.getByRole('button', { name: '1 of 2 views not kept' })).toHaveCount(0);
});

test('frames that were not kept are refused without the service, and come by themselves when it is back', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), hash: `${dataset}/drive_b?frame=0` });
  await expectViewsAt(first.page, views, 0);
  await first.page.keyboard.press('Shift+K');
  await first.page.getByRole('button', { name: 'Options…' }).click();
  const dialog = first.page.getByRole('dialog', { name: 'Keep drive_b offline' });
  await dialog.getByRole('radio', { name: 'A range' }).click();
  await dialog.getByRole('spinbutton', { name: 'Last frame' }).fill('4');
  await dialog.getByRole('button', { name: 'Keep offline' }).click();
  await expect(first.page.getByRole('button', { name: 'drive_b: Part available offline' })).toBeVisible();
  await first.close();
  const comeBack = await goAway();
  await rm(join(first.dataFolder, 'store/files'), { recursive: true });

  const { page } = await startViewer({ env: env(), hash: `${dataset}/drive_b?frame=7`, dataFolder: first.dataFolder });
  const front = page.getByRole('region', { name: 'camera_front' });
  await expect(front).toHaveAttribute('data-state', 'failed');
  await expect(front.getByText('This frame was not kept on this computer. Connect to the network to load it.')).toBeVisible();
  await page.keyboard.press('End');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', /^Frame 10 of 10/);
  // Out of reach is not faulty: the timeline shows the even track there, and no pattern.
  const spread = () => timeline(page).locator('xpath=preceding-sibling::canvas').evaluate(spreadOfRow as (canvas: Element) => number);
  await expect.poll(spread).toBeLessThan(8);
  await comeBack();
  await expectViewsAt(page, views, 9);
});

test('a whole dataset is kept after a question', async ({ startViewer }) => {
  const { page, dataFolder } = await startViewer({ env: env(), hash: dataset });
  await page.getByRole('button', { name: 'Keep dataset offline…' }).click();
  const dialog = page.getByRole('dialog', { name: `Keep ${dataset} offline` });
  await expect(dialog.getByText('All frames of all views.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep offline' }).click();
  await expect(page.getByText('Available offline', { exact: true })).toHaveCount(4);
  expect(await storedFiles(dataFolder)).toHaveLength(80);
});

test('files that cannot be had are listed with their reasons, and retried', async ({ startViewer }) => {
  const missing = server.faults.add({ fault: { kind: 'not-found' }, path: /\/drive_d\/camera_front\/frame_3\.png/ });
  const { page } = await startViewer({ env: env(), hash: dataset });
  await sequenceRow(page, 'drive_d').getByRole('button', { name: 'Keep drive_d offline' }).click();
  await expect(sequenceRow(page, 'drive_d').getByText('1 failed')).toBeVisible();
  await goTo(page, 'downloads');
  await keptRow(page, 'drive_d').getByRole('button', { name: 'Show failed files' }).click();
  await expect(page.getByRole('list', { name: 'Failed files' }).getByText('camera_front, frame 4')).toBeVisible();
  missing.release();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
  await expect(keptRow(page, 'drive_d').getByText('Available offline')).toBeVisible();
});

test('what has changed at the service behind the same address is found and replaced, and a reload in the middle does not lose the check', async ({ startViewer }) => {
  const recordings = keys.map(recordingOf);
  await server.close();
  server = await startFixtureServer({ recordings });
  const { page } = await startViewer({ env: env(), hash: dataset });
  await keepFromList(page, 'drive_a');
  const [front] = recordings[0]?.views ?? [];
  front?.frames.splice(0, 1, counterPicture(77, viewColors.camera_front));
  const held = server.faults.add({ fault: { kind: 'held' }, path: mediaOf('drive_a', 'camera_rear/'), listener: 'media' });
  await goTo(page, 'storage');
  await page.getByRole('button', { name: 'Check for changes', exact: true }).click();
  const progress = page.getByRole('progressbar', { name: 'Checking for changes' });
  await expect(progress).toBeVisible();
  await page.reload();
  await expect(progress).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check for changes', exact: true })).toBeDisabled();
  held.release();
  await expect(page.getByText('Checked: 20 files. 1 file had changed and was replaced; a sequence that is open shows that when it is opened again.')).toBeVisible();
  await goTo(page, `${dataset}/drive_a?frame=0`);
  await expectViewsAt(page, views, 0);
  await expect.poll(() => readCounter(page, 'camera_front')).toBe(77);
});

test('the queue is reordered by keys, by buttons and by dragging, and what is given up leaves it', async ({ startViewer }) => {
  server.faults.add({ fault: { kind: 'held' }, path: /\/drive_\w\/.*\.png/, listener: 'media' });
  const { page } = await startViewer({ env: env(), hash: dataset });
  for (const key of keys) await sequenceRow(page, key).getByRole('button', { name: `Keep ${key} offline` }).click();
  await goTo(page, 'downloads');
  await expect.poll(() => downloadLabels(page)).toEqual(keys);
  await page.getByRole('button', { name: 'Pause all' }).click();
  await expect(page.getByText('Paused', { exact: true })).toHaveCount(4);

  await keptRow(page, 'drive_c').getByRole('link').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => downloadLabels(page)).toEqual(['drive_a', 'drive_c', 'drive_b', 'drive_d']);
  await expect(keptRow(page, 'drive_c').getByRole('link')).toBeFocused();
  await keptRow(page, 'drive_a').getByRole('button', { name: 'Move drive_a down' }).click();
  await expect.poll(() => downloadLabels(page)).toEqual(['drive_c', 'drive_a', 'drive_b', 'drive_d']);
  await keptRow(page, 'drive_d').getByTitle('Drag to reorder').dragTo(keptRow(page, 'drive_c'), { targetPosition: { x: 200, y: 8 } });
  await expect.poll(() => downloadLabels(page)).toEqual(['drive_d', 'drive_c', 'drive_a', 'drive_b']);

  await keptRow(page, 'drive_c').getByRole('link').focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => downloadLabels(page)).toEqual(['drive_d', 'drive_a', 'drive_b']);
  await page.reload();
  await expect.poll(() => downloadLabels(page)).toEqual(['drive_d', 'drive_a', 'drive_b']);
});

test('how downloads use the network is kept over a start', async ({ startViewer }) => {
  const first = await startViewer({ env: env(), hash: 'downloads' });
  await first.page.getByRole('spinbutton', { name: 'Files at the same time' }).fill('3');
  await first.page.keyboard.press('Enter');
  await first.page.getByRole('switch', { name: 'Limit the speed' }).click();
  await first.page.getByRole('spinbutton', { name: 'Highest speed' }).fill('1.5');
  await first.page.keyboard.press('Enter');
  const onDisk = async (): Promise<unknown> => JSON.parse(await readFile(join(first.dataFolder, 'settings.json'), 'utf8')).settings.downloads;
  await expect.poll(onDisk).toEqual({ concurrency: 3, maxBytesPerSecond: 1_500_000 });
  await first.close();
  const { page } = await startViewer({ env: env(), hash: 'downloads', dataFolder: first.dataFolder });
  await expect(page.getByRole('spinbutton', { name: 'Files at the same time' })).toHaveValue('3');
  await expect(page.getByRole('spinbutton', { name: 'Highest speed' })).toHaveValue('1.5');
});
