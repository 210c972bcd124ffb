import type { Page } from '@playwright/test';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { expectViewsAt, readCounter, recordShownFrames, timeline } from '../support/player-page.ts';
import { expect, test, type Viewer } from '../support/viewer.ts';

const { shapes } = fixtureUids;
const views = ['camera_front', 'camera_rear', 'lidar'];
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

type StartViewer = (options: { env: Record<string, string>; hash: string; dataFolder?: string }) => Promise<Viewer>;

async function open(startViewer: StartViewer, frame: number, dataFolder?: string): Promise<Viewer> {
  const viewer = await startViewer({
    env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
    hash: `${shapes.owner}/${shapes.slug}/${shapes.long}?frame=${frame}`,
    ...(dataFolder === undefined ? {} : { dataFolder }),
  });
  await expectViewsAt(viewer.page, views, frame);
  return viewer;
}

/** Goes to a typed place by the readout. */
async function goTo(page: Page, typed: string): Promise<void> {
  await page.getByRole('button', { name: /^Frame \d+ of 300$/ }).click();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

const playhead = async (page: Page) => Number(await timeline(page).getAttribute('aria-valuenow'));

/** Where a step lies on the screen, in CSS pixels: 8 px are left free at both ends of the timeline. */
async function placeOf(page: Page, step: number, above = 6): Promise<{ x: number; y: number }> {
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('The timeline is not on screen.');
  return { x: box.x + 8 + (step / 299) * (box.width - 16), y: box.y + above };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** The distinct frames of the first view that were seen, in order. */
const framesSeen = (seen: string[][]) => seen.flatMap(([frame]) => (frame === undefined ? [] : [Number(frame)]));

async function chooseLoop(page: Page, choice: 'Off' | 'Whole sequence' | 'In to out'): Promise<void> {
  await page.getByRole('button', { name: /loop/i }).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
}

test('a typed time or percentage is gone to, and nonsense is marked and goes nowhere', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  await goTo(page, '0:13.4');
  await expectViewsAt(page, views, 134);
  expect(await readCounter(page, 'camera_front')).toBe(134);
  await goTo(page, '2.5s');
  await expectViewsAt(page, views, 25);
  await goTo(page, '50%');
  await expectViewsAt(page, views, 150);
  await goTo(page, 'soon');
  await expect(page.getByRole('textbox', { name: /Frame number/ })).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expectViewsAt(page, views, 150);
});

test('I and O bound a loop, which plays nothing else and goes on', async ({ startViewer }) => {
  const { page } = await open(startViewer, 40);
  await page.keyboard.press('i');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expectViewsAt(page, views, 51);
  await page.keyboard.press('o');
  await chooseLoop(page, 'In to out');
  await page.keyboard.press('[');
  await expectViewsAt(page, views, 40);
  const recorder = await recordShownFrames(page);
  await page.keyboard.press('Space');
  await expect.poll(() => wrapsOf(page)).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Space');
  const seen = framesSeen(await recorder.stop());
  expect(Math.min(...seen)).toBe(40);
  expect(Math.max(...seen)).toBe(51);
  expect(seen.filter((frame, index) => index > 0 && frame < (seen[index - 1] ?? 0)).length).toBeGreaterThanOrEqual(2);
});

/** How often the frame of the first view has gone back, as `recordShownFrames` saw it so far. */
function wrapsOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { shownFrames } = globalThis as unknown as { shownFrames: { seen: string[][] } };
    const frames = shownFrames.seen.map(([frame]) => Number(frame));
    return frames.filter((frame, index) => index > 0 && frame < (frames[index - 1] ?? 0)).length;
  });
}

test('ping-pong turns at the points instead of jumping', async ({ startViewer }) => {
  const { page } = await open(startViewer, 60);
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+ArrowRight');
  await expectViewsAt(page, views, 70);
  await page.keyboard.press('o');
  await chooseLoop(page, 'In to out');
  await page.getByRole('button', { name: /loop/i }).click();
  await page.getByRole('menuitemcheckbox', { name: /ping-pong/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('[');
  await expectViewsAt(page, views, 60);
  const recorder = await recordShownFrames(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => wrapsOf(page)).toBeGreaterThanOrEqual(15);
  await page.getByRole('button', { name: 'Pause' }).click();
  const seen = framesSeen(await recorder.stop());
  expect([Math.min(...seen), Math.max(...seen)]).toEqual([60, 70]);
  for (const [index, frame] of seen.entries()) if (index > 0) expect(Math.abs(frame - (seen[index - 1] ?? frame))).toBeLessThanOrEqual(1);
});

test('J, K and L play backwards, pause and play forwards, and twice is twice as fast', async ({ startViewer }) => {
  const { page } = await open(startViewer, 100);
  await page.keyboard.press('j');
  await expect.poll(() => playhead(page)).toBeLessThan(97);
  await page.keyboard.press('j');
  await expect(page.getByText('2× ◀')).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const rested = await playhead(page);
  await expectViewsAt(page, views, rested);
  await page.keyboard.press('l');
  await expect.poll(() => playhead(page)).toBeGreaterThan(rested + 2);
  await page.keyboard.press('k');
});

test('the reverse button plays the other way, every frame on the way', async ({ startViewer }) => {
  const { page } = await open(startViewer, 30);
  await page.getByRole('button', { name: 'Reverse' }).click();
  const recorder = await recordShownFrames(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expectViewsAt(page, views, 0);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(framesSeen(await recorder.stop())).toEqual(Array.from({ length: 31 }, (_, index) => 30 - index));
});

test('while the timeline is dragged the pictures follow the pointer, and playing goes on at the release', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  await page.keyboard.press('Space');
  await expect.poll(() => playhead(page)).toBeGreaterThan(1);
  const recorder = await recordShownFrames(page);
  const [from, to] = [await placeOf(page, 20), await placeOf(page, 200)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await expectViewsAt(page, views, 20);
  // The hand rests nowhere: each move comes as soon as the page has drawn the one before.
  for (let part = 1; part <= 40; part++) await page.mouse.move(from.x + ((to.x - from.x) * part) / 40, from.y);
  await expectViewsAt(page, views, 200);
  // It rests while the button is down.
  expect(await playhead(page)).toBe(200);
  await page.mouse.up();
  await expect.poll(() => playhead(page)).toBeGreaterThan(202);
  await page.keyboard.press('Space');
  const between = new Set(framesSeen(await recorder.stop()).filter((frame) => frame > 20 && frame < 200));
  expect(between.size).toBeGreaterThanOrEqual(5);
});

test('the in and out points are dragged by their handles, and a double click clears one', async ({ startViewer }) => {
  const { page } = await open(startViewer, 50);
  await page.keyboard.press('i');
  await goTo(page, '101');
  await expectViewsAt(page, views, 100);
  await page.keyboard.press('o');
  await drag(page, await placeOf(page, 50), await placeOf(page, 80));
  await page.keyboard.press('[');
  await expectViewsAt(page, views, 80);
  await drag(page, await placeOf(page, 100), await placeOf(page, 60));
  // The out point stops at the in point.
  await page.keyboard.press(']');
  await expectViewsAt(page, views, 80);
  await drag(page, await placeOf(page, 81), await placeOf(page, 120));
  await page.keyboard.press(']');
  await expectViewsAt(page, views, 120);
  const handle = await placeOf(page, 120);
  await page.mouse.dblclick(handle.x, handle.y);
  await expect(page.getByRole('button', { name: 'Go to the out point' })).toBeDisabled();
  await page.keyboard.press('Shift+I');
  await expect(page.getByRole('button', { name: 'Go to the in point' })).toBeDisabled();
});

test('the keyboard alone sets, visits and clears points, and works the timeline as a slider', async ({ startViewer }) => {
  const { page } = await open(startViewer, 10);
  await page.keyboard.press('i');
  await page.keyboard.press('Alt+ArrowRight');
  await expectViewsAt(page, views, 35);
  await page.keyboard.press('o');
  for (const [key, step] of [['ArrowDown', 299], ['ArrowUp', 35], ['ArrowUp', 10], ['ArrowUp', 0], ['ArrowDown', 10], [']', 35], ['[', 10]] as const) {
    await page.keyboard.press(key);
    await expectViewsAt(page, views, step);
  }
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await expectViewsAt(page, views, 299);
  await timeline(page).focus();
  for (const [key, step] of [['Home', 0], ['PageUp', 10], ['ArrowUp', 11], ['ArrowDown', 10], ['PageDown', 0], ['ArrowRight', 1], ['End', 299]] as const) {
    await page.keyboard.press(key);
    await expectViewsAt(page, views, step);
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', String(step));
  }
});

test('Ctrl+Shift+D shows the figures of playback, and hides them', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  const figures = page.getByRole('complementary', { name: 'Figures of playback' });
  await expect(figures).toBeHidden();
  await page.keyboard.press('Control+Shift+D');
  await expect(figures).toContainText(/cache\s+\d+ MB of/);
  await expect(figures).toContainText(/camera_front\s+\d+ fps\s+\d+\s+\d+\s+\d+ MB\s+[\d.]+ ms/);
  await page.keyboard.press('Space');
  await expect(figures).toContainText(/shown\s+[1-9]\d*\.\d of 10\.0 fps/);
  await expect(figures).toContainText(/lidar\s+[1-9]\d* fps/);
  await page.keyboard.press('Space');
  await expect(figures).toContainText(/of 0\.0 fps/);
  await page.keyboard.press('Control+Shift+D');
  await expect(figures).toBeHidden();
});

test('in real time, frames that come too late are left out and counted', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  await page.getByRole('button', { name: 'Every frame' }).click();
  await expect(page.getByRole('button', { name: 'Real time' })).toBeVisible();
  await page.getByRole('textbox', { name: /Base rate/ }).fill('240');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Speed' }).click();
  await page.getByRole('option', { name: '8×' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByText(/^\d+ dropped$/)).toBeVisible();
  await expectViewsAt(page, views, 299);
});

test('a typed speed between the listed ones is taken', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  await page.getByRole('combobox', { name: 'Speed' }).click();
  await page.getByRole('option', { name: 'Other…' }).click();
  await page.getByRole('textbox', { name: /^Speed/ }).fill('1.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveText('1.5×');
});

test('what was chosen is there after a restart, and is what plays', async ({ startViewer }) => {
  const first = await open(startViewer, 0);
  const { page } = first;
  await chooseLoop(page, 'Whole sequence');
  await page.getByRole('button', { name: 'Every frame' }).click();
  await page.getByRole('button', { name: 'Nearest frame' }).click();
  await page.getByRole('menuitemradio', { name: 'Within 50 ms' }).click();
  await page.getByRole('button', { name: 'Memory, steps and sync' }).click();
  const dialog = page.getByRole('dialog', { name: 'Playback settings' });
  await dialog.getByRole('combobox', { name: 'Memory for decoded frames' }).click();
  await page.getByRole('option', { name: '256 MB' }).click();
  await dialog.getByRole('textbox', { name: /Set step/ }).fill('40');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await first.close();
  const second = await open(startViewer, 299, first.dataFolder);
  await expect(second.page.getByRole('button', { name: 'Real time' })).toBeVisible();
  await expect(second.page.getByRole('button', { name: 'Within 50 ms' })).toBeVisible();
  await second.page.keyboard.press('Control+Shift+D');
  await expect(second.page.getByRole('complementary', { name: 'Figures of playback' })).toContainText('of 256 MB');
  await second.page.keyboard.press('Alt+ArrowLeft');
  await expectViewsAt(second.page, views, 259);
  await second.page.keyboard.press('End');
  await expectViewsAt(second.page, views, 299);
  await second.page.keyboard.press('Space');
  await expect.poll(() => playhead(second.page)).toBeLessThan(100);
  await second.page.keyboard.press('Space');
});

test('a question mark lists all keys', async ({ startViewer }) => {
  const { page } = await open(startViewer, 0);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog.getByText('Set the in point here')).toBeVisible();
  // Keys of playback rest while it is open.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expectViewsAt(page, views, 0);
});

test('the timeline says what is under the pointer, with the nearest picture in memory', async ({ startViewer }) => {
  const { page } = await open(startViewer, 40);
  const place = await placeOf(page, 40);
  await page.mouse.move(place.x, place.y);
  await expect(page.getByText('41 · 0:04.0')).toBeVisible();
  // The counter's picture of frame 40 (bits 3 and 5), read from the preview's own pixels.
  const bits = await page.locator('[aria-hidden=true] > canvas:visible').last().evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No 2D context.');
    return Array.from({ length: 16 }, (_, bit) => (context.getImageData(Math.round(((bit + 0.5) * canvas.width) / 16), Math.round(canvas.height / 4), 1, 1).data[0] ?? 0) > 128);
  });
  expect(bits.flatMap((isSet, bit) => (isSet ? [bit] : []))).toEqual([3, 5]);
});
