import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { viewColors } from '../support/fixture-server/counter-picture.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../support/fixture-server/uids.ts';
import { canvasOf, compareBy, comparedRegion, expectColor, pixelOf, pointAt, setSlider } from '../support/picture-page.ts';
import { exposed, type Rgb } from '../support/picture-pixels.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const { shapes } = fixtureUids;
const front = viewColors.camera_front;
const rear = viewColors.camera_rear;
let server: FixtureServer;

test.beforeAll(async () => {
  server = await startFixtureServer();
});
test.afterEach(() => server.faults.clear());
test.afterAll(async () => {
  await server.close();
});

const opened = (frame = 0) => ({
  env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
  hash: `${shapes.owner}/${shapes.slug}/${shapes.frames('detail-images')}?frame=${frame}`,
});
const zoomOf = async (page: Page, key: string) => Number.parseInt((await page.getByRole('group', { name: `Picture of ${key}` }).innerText()).trim(), 10);
const compared = (page: Page, names = 'camera_front and camera_rear') => comparedRegion(page, names);

async function startComparison(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(compared(page)).toHaveAttribute('data-state', 'ready');
}

test('the wheel zooms about the cursor: the source pixel under it stays', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front'], 0);
  await pointAt(page, canvasOf(page, 'camera_front'), 0.3, 0.6);
  await expect(pixelOf(page, 'camera_front')).toHaveText(/^x \d+ y \d+ · 40 90 200$/);
  const before = await pixelOf(page, 'camera_front').innerText();
  const zoomBefore = await zoomOf(page, 'camera_front');
  for (let notch = 1; notch <= 8; notch++) {
    await page.mouse.wheel(0, -100);
    await expect.poll(() => zoomOf(page, 'camera_front')).toBeGreaterThan(zoomBefore * 1.2 ** notch);
    await expect(pixelOf(page, 'camera_front')).toHaveText(before);
  }
  // A drag moves the picture along: the pixel that was under the cursor still is.
  await page.mouse.down();
  await pointAt(page, canvasOf(page, 'camera_front'), 0.5, 0.5);
  await page.mouse.up();
  await expect(pixelOf(page, 'camera_front')).toHaveText(before);
  await expectColor(canvasOf(page, 'camera_front'), [0.5, 0.52], front);
  // With Shift the wheel pans: the source pixel beside it comes under the cursor.
  const columnUnder = async () => Number(/^x (\d+)/.exec(await pixelOf(page, 'camera_front').innerText())?.[1]);
  const columnBefore = await columnUnder();
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 100);
  await page.keyboard.up('Shift');
  await expect.poll(columnUnder).toBeGreaterThan(columnBefore);
  // Zooming out ends at a quarter of the fitted picture.
  for (let notch = 0; notch < 30; notch++) await page.mouse.wheel(0, 300);
  await expect.poll(() => zoomOf(page, 'camera_front')).toBe(Math.round(zoomBefore / 4));
});

test('linked pictures zoom together and tell the value at the same place, others do not', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  const rearZoom = await zoomOf(page, 'camera_rear');
  await pointAt(page, canvasOf(page, 'camera_front'), 0.3, 0.6);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => zoomOf(page, 'camera_front')).toBeGreaterThan(rearZoom);
  expect(await zoomOf(page, 'camera_rear')).toBe(rearZoom);
  await expect(pixelOf(page, 'camera_rear')).toBeEmpty();
  await page.getByRole('button', { name: 'Link zoom and pan of all pictures' }).click();
  await pointAt(page, canvasOf(page, 'camera_front'), 0.3, 0.6);
  await expect.poll(() => zoomOf(page, 'camera_rear')).toBe(await zoomOf(page, 'camera_front'));
  const here = /^(x \d+ y \d+) · 40 90 200$/.exec(await pixelOf(page, 'camera_front').innerText())?.[1];
  expect(here).toBeDefined();
  await expect(pixelOf(page, 'camera_rear')).toHaveText(`${here ?? ''} · 200 90 40`);
});

test('1:1 puts a source pixel on each device pixel, fit shows all again, by buttons and by keys', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front'], 0);
  const canvas = canvasOf(page, 'camera_front');
  await page.getByRole('button', { name: 'Maximise camera_front' }).click();
  await expect.poll(() => canvas.evaluate((element) => (element as HTMLCanvasElement).width)).toBeGreaterThan(640);
  const fitted = await zoomOf(page, 'camera_front');
  await pointAt(page, canvas, 0.5, 0.5);
  const acts = [
    [() => page.getByRole('button', { name: 'Show camera_front at 1:1' }).click(), () => page.getByRole('button', { name: 'Fit camera_front' }).click()],
    [() => page.keyboard.press('1'), () => page.keyboard.press('0')],
  ] as const;
  for (const [toActual, toFit] of acts) {
    await toActual();
    await expect.poll(() => zoomOf(page, 'camera_front')).toBe(100);
    const widthPx = await canvas.evaluate((element) => {
      const source = element as HTMLCanvasElement;
      const row = source.getContext('2d')?.getImageData(0, Math.floor(source.height / 2) + 40, source.width, 1).data ?? [];
      return row.filter((value, index) => index % 4 === 3 && value > 0).length;
    });
    expect(widthPx).toBe(320);
    await toFit();
    await expect.poll(() => zoomOf(page, 'camera_front')).toBe(fitted);
  }
  await page.keyboard.press('+');
  await expect.poll(() => zoomOf(page, 'camera_front')).toBe(Math.round(fitted * Math.SQRT2));
});

test('exposure works on light, the other adjustments on what is shown, for one view alone, and reset ends them', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  const canvas = canvasOf(page, 'camera_front');
  const lower = [0.5, 0.75] as const;
  await expectColor(canvas, lower, front);
  await canvas.hover();
  await page.getByRole('button', { name: 'Adjust camera_front' }).click();
  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  await setSlider(page, 'Exposure', 28);
  await expect(page.getByText('+1.00 EV')).toBeVisible();
  await expectColor(canvas, lower, [exposed(front[0], 1), exposed(front[1], 1), exposed(front[2], 1)]);
  await expectColor(canvasOf(page, 'camera_rear'), lower, rear);
  await reset.click();
  await expectColor(canvas, lower, front);
  await setSlider(page, 'Gamma', 36);
  await expectColor(canvas, lower, [255 * (40 / 255) ** 0.5, 255 * (90 / 255) ** 0.5, 255 * (200 / 255) ** 0.5]);
  await reset.click();
  await setSlider(page, 'Contrast', 30);
  await expectColor(canvas, lower, [0, 127.5 - 1.5 * 37.5, 127.5 + 1.5 * 72.5]);
  await reset.click();
  await setSlider(page, 'Saturation', 0);
  // Grey of the same luminance, worked out with the weights of Rec. 709.
  await expectColor(canvas, lower, [97, 97, 97]);
  await reset.click();
  await page.getByRole('switch', { name: 'Invert' }).click();
  await expectColor(canvas, lower, [255 - 40, 255 - 90, 255 - 200]);
  await reset.click();
  await expectColor(canvas, lower, front);
});

test('a wipe shows A on one side of its line and B on the other, wherever the line is moved and turned', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await startComparison(page);
  await expect(viewRegion(page, 'camera_front')).toBeHidden();
  const canvas = compared(page).locator('canvas').first();
  await expectColor(canvas, [0.4, 0.75], front);
  await expectColor(canvas, [0.6, 0.75], rear);
  const handle = page.getByRole('slider', { name: 'Wipe line' });
  await handle.hover();
  await page.mouse.down();
  await pointAt(page, canvas, 0.75, 0.75);
  await page.mouse.up();
  await expectColor(canvas, [0.6, 0.75], front);
  await expect(handle).toHaveAttribute('aria-valuetext', '75 % from the left, 75 % from the top');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(handle).toHaveAttribute('aria-valuetext', '70 % from the left, 75 % from the top');
  await page.getByRole('slider', { name: 'Wipe angle' }).focus();
  for (let press = 0; press < 18; press++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Wipe angle' })).toHaveAttribute('aria-valuetext', '90°');
  await expectColor(canvas, [0.9, 0.65], front);
  await expectColor(canvas, [0.1, 0.9], rear);
  // The line can be caught anywhere, not by its handle alone.
  await pointAt(page, canvas, 0.1, 0.75);
  await page.mouse.down();
  await pointAt(page, canvas, 0.1, 0.95);
  await page.mouse.up();
  await expectColor(canvas, [0.1, 0.9], front);
  await expect(handle).toHaveAttribute('aria-valuetext', '70 % from the left, 95 % from the top');
});

test('difference, blend and flip draw what they say', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await startComparison(page);
  const canvas = compared(page).locator('canvas').first();
  const lower = [0.4, 0.75] as const;
  await compareBy(page, 'Difference');
  await setSlider(page, 'Gain', 0);
  await expectColor(canvas, lower, [160, 0, 160]);
  // The upper halves are the same counter.
  await expectColor(canvas, [0.4, 0.25], [0, 0, 0]);
  await compareBy(page, 'Blend');
  await expectColor(canvas, lower, [120, 90, 120]);
  await setSlider(page, 'Opacity of B', 25);
  await expectColor(canvas, lower, [80, 90, 160]);
  await compareBy(page, 'Flip');
  await expectColor(canvas, lower, rear);
  await page.getByRole('button', { name: 'Swap A and B' }).focus();
  await page.keyboard.press('t');
  await expectColor(canvas, lower, front);
  await page.keyboard.press('t');
  await expectColor(canvas, lower, rear);
  await page.keyboard.down('`');
  await expectColor(canvas, lower, front);
  await page.keyboard.up('`');
  await expectColor(canvas, lower, rear);
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expectColor(compared(page, 'camera_rear and camera_front').locator('canvas').first(), lower, front);
  await page.keyboard.press('Escape');
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
});

test('gain multiplies the difference of two moments, and a frozen moment stays while the other plays on', async ({ startViewer }) => {
  const { page } = await startViewer(opened(3));
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 3);
  await startComparison(page);
  await page.getByRole('combobox', { name: 'B', exact: true }).click();
  await page.getByRole('option', { name: 'camera_front' }).click();
  await page.getByRole('button', { name: 'Freeze this moment as A' }).click();
  const region = compared(page, 'camera_front at frame 4 and camera_front');
  await expect(region).toHaveAttribute('data-state', 'ready');
  const canvas = region.locator('canvas').first();
  // Bits 0 and 1 of 3 are set, of 4 only bit 2: columns are 1/16 of the picture wide.
  const bit = (index: number) => [(index + 0.5) / 16, 0.25] as const;
  await compareBy(page, 'Difference');
  await setSlider(page, 'Gain', 0);
  for (const index of [0, 1, 2, 3]) await expectColor(canvas, bit(index), [0, 0, 0]);
  await page.getByRole('button', { name: 'Next frame' }).click();
  await expect(region).toHaveAttribute('data-frame', '4');
  for (const index of [0, 1, 2]) await expectColor(canvas, bit(index), [219, 219, 219]);
  await expectColor(canvas, bit(3), [0, 0, 0]);
  await compareBy(page, 'Flip');
  await expectColor(canvas, bit(0), [16, 16, 16]);
  await page.keyboard.press('Escape');
  await expectViewsAt(page, ['camera_front'], 4);
});

test('a wipe is turned to any angle by its ring and by the toolbar, and over its handles the wheel zooms and the value is told', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await startComparison(page);
  const canvas = compared(page).locator('canvas').first();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not on screen.');
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  const ring = page.getByRole('slider', { name: 'Wipe angle' });
  // Below and left of the middle of the line, as far either way: it then rises to the right.
  await ring.hover();
  await page.mouse.down();
  await page.mouse.move(middleX - 150, middleY + 150, { steps: 4 });
  await page.mouse.up();
  await expect(ring).toHaveAttribute('aria-valuetext', '45°');
  // A is above it on the left; upright, the second would be A's as well and the third B's.
  await expectColor(canvas, [0.2, 0.55], front);
  await expectColor(canvas, [0.45, 0.95], rear);
  await expectColor(canvas, [0.6, 0.75], rear);
  const angle = page.getByRole('slider', { name: 'Angle', exact: true });
  await angle.focus();
  for (let press = 0; press < 15; press++) await page.keyboard.press('ArrowRight');
  await expect(ring).toHaveAttribute('aria-valuetext', '60°');
  await expectColor(canvas, [0.3, 0.55], front);
  await page.keyboard.press('Home');
  // Upside down: B is on the left.
  await expectColor(canvas, [0.4, 0.75], rear);
  await expectColor(canvas, [0.6, 0.75], front);
  await page.getByRole('slider', { name: 'Wipe line' }).hover();
  await expect(page.getByLabel('Pixels of A and B')).toHaveText(/^A x \d+ y \d+ · \d+ \d+ \d+ {3}B x \d+ y \d+ · \d+ \d+ \d+$/);
  const cornerOpacity = () => canvas.evaluate((element) => (element as HTMLCanvasElement).getContext('2d')?.getImageData(4, 4, 1, 1).data[3]);
  expect(await cornerOpacity()).toBe(0);
  for (let notch = 0; notch < 6; notch++) await page.mouse.wheel(0, -300);
  await expect.poll(cornerOpacity).toBe(255);
});

test('Caps Lock changes no key, and a key that is let go elsewhere is let go', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await startComparison(page);
  await compareBy(page, 'Flip');
  const canvas = compared(page).locator('canvas').first();
  const lower = [0.4, 0.75] as const;
  await page.getByRole('button', { name: 'Swap A and B' }).focus();
  // Playwright sends a capital without Shift, as Caps Lock does.
  await page.keyboard.press('T');
  await expectColor(canvas, lower, front);
  await page.keyboard.press('T');
  await expectColor(canvas, lower, rear);
  await page.keyboard.down('`');
  await expectColor(canvas, lower, front);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expectColor(canvas, lower, rear);
  await page.keyboard.press('M');
  await expect(page.getByRole('slider', { name: 'Magnifier over A and B' })).toBeVisible();
});

test('what is at 1:1 stays at 1:1 when its pane gets another size, and what is fitted stays fitted', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front'], 0);
  const canvas = canvasOf(page, 'camera_front');
  await canvas.hover();
  await page.keyboard.press('1');
  await expect.poll(() => zoomOf(page, 'camera_front')).toBe(100);
  const widthOf = () => canvas.evaluate((element) => (element as HTMLCanvasElement).width);
  const before = await widthOf();
  await page.getByRole('button', { name: 'Maximise camera_front' }).click();
  await expect.poll(widthOf).toBeGreaterThan(before);
  await expect.poll(() => zoomOf(page, 'camera_front')).toBe(100);
  await page.keyboard.press('0');
  await expect.poll(() => zoomOf(page, 'camera_front')).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Restore camera_front' }).click();
  await expect.poll(widthOf).toBe(before);
  // All of it is seen: it touches the pane's edges one way and leaves room the other.
  await expect.poll(async () => Math.round(((await zoomOf(page, 'camera_front')) / 100) * 320) - (await widthOf())).toBeLessThanOrEqual(2);
});

test('a comparison says what failed, on a frozen side too, and trying again mends it', async ({ startViewer }) => {
  const active = server.faults.add({ fault: { kind: 'truncated' }, path: /camera_front\/frame_3\.png/, listener: 'media' });
  const { page } = await startViewer(opened(3));
  await expect(viewRegion(page, 'camera_front')).toHaveAttribute('data-state', 'failed');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(compared(page)).toContainText('lidar is a point cloud: not compared');
  await expect(compared(page)).toContainText(/A: .*cut off or damaged/);
  await page.getByRole('button', { name: 'Freeze this moment as A' }).click();
  await page.getByRole('button', { name: 'Next frame' }).click();
  const region = compared(page, 'camera_front at frame 4 and camera_rear');
  await expect(region).toHaveAttribute('data-frame', '4');
  await expect(region).toContainText(/A: .*cut off or damaged/);
  // In the middle below, where it hides neither the names nor the handles.
  const [button, picture] = [await region.getByRole('button', { name: 'Try again' }).boundingBox(), await region.locator('canvas').first().boundingBox()];
  if (button === null || picture === null) throw new Error('The comparison is not on screen.');
  expect(Math.abs(button.x + button.width / 2 - (picture.x + picture.width / 2))).toBeLessThan(4);
  expect(picture.y + picture.height - button.y).toBeLessThan(80);
  active.release();
  await region.getByRole('button', { name: 'Try again' }).click();
  await expectColor(region.locator('canvas').first(), [0.4, 0.75], front);
  await expect(region.getByRole('button', { name: 'Try again' })).toBeHidden();
  // It is the frame of that moment: bits 0 and 1 of 3.
  await expectColor(region.locator('canvas').first(), [1.5 / 16, 0.25], [235, 235, 235]);
  await expectColor(region.locator('canvas').first(), [2.5 / 16, 0.25], [16, 16, 16]);
});

/** Lets a test take the page's WebGL2 away, as a driver that crashes does, and give it back. */
async function takeHoldOfWebGl(page: Page): Promise<void> {
  await page.evaluate(() => {
    const getContext = Reflect.get(OffscreenCanvas.prototype, 'getContext') as (this: OffscreenCanvas, ...parameters: unknown[]) => unknown;
    const hold: { loser: WEBGL_lose_context | null; isRefused: boolean; made: number } = { loser: null, isRefused: false, made: 0 };
    Object.assign(globalThis, { webGl: hold });
    Object.assign(OffscreenCanvas.prototype, {
      getContext(this: OffscreenCanvas, ...parameters: unknown[]) {
        if (parameters[0] !== 'webgl2') return getContext.apply(this, parameters);
        const context = hold.isRefused ? null : getContext.apply(this, parameters);
        if (context instanceof WebGL2RenderingContext) hold.loser = context.getExtension('WEBGL_lose_context');
        hold.made += context === null ? 0 : 1;
        return context;
      },
    });
  });
}

type WebGlHold = { webGl: { loser: WEBGL_lose_context | null; isRefused: boolean; made: number } };
const loseWebGl = (page: Page, isRefused: boolean) =>
  page.evaluate((isRefused) => {
    const { webGl } = globalThis as unknown as WebGlHold;
    webGl.isRefused = isRefused;
    webGl.loser?.loseContext();
  }, isRefused);
const giveWebGlBack = (page: Page) =>
  page.evaluate(() => {
    const { webGl } = globalThis as unknown as WebGlHold;
    webGl.isRefused = false;
    webGl.loser?.restoreContext();
  });
const inverted = ([red, green, blue]: Rgb): Rgb => [255 - red, 255 - green, 255 - blue];
const isOff = /Shown as recorded: the graphics card does not adjust pictures/;

test('a lost context of the GPU is replaced, and as long as there is none the pane says that it shows the picture as recorded', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await takeHoldOfWebGl(page);
  const pane = viewRegion(page, 'camera_front');
  const lower = [0.5, 0.75] as const;
  await pane.locator('canvas').first().hover();
  await page.getByRole('button', { name: 'Adjust camera_front' }).click();
  await page.getByRole('switch', { name: 'Invert' }).click();
  await page.keyboard.press('Escape');
  await expectColor(canvasOf(page, 'camera_front'), lower, inverted(front));
  await loseWebGl(page, false);
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as WebGlHold).webGl.made)).toBe(2);
  await expectColor(canvasOf(page, 'camera_front'), lower, inverted(front));
  await expect(pane).not.toContainText(isOff);
  await loseWebGl(page, true);
  await expect(pane).toContainText(isOff);
  await expectColor(canvasOf(page, 'camera_front'), lower, front);
  await startComparison(page);
  await expect(compared(page)).toContainText(isOff);
  await expectColor(compared(page).locator('canvas').first(), [0.4, 0.75], front);
  await giveWebGlBack(page);
  await expect(compared(page)).not.toContainText(isOff);
  await expectColor(compared(page).locator('canvas').first(), [0.4, 0.75], inverted(front));
  await expectColor(compared(page).locator('canvas').first(), [0.6, 0.75], rear);
  await page.keyboard.press('Escape');
  await expectColor(canvasOf(page, 'camera_front'), lower, inverted(front));
  await expect(pane).not.toContainText(isOff);
});

test('a machine without WebGL2 compares pictures, and says why it does not adjust them', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await takeHoldOfWebGl(page);
  await loseWebGl(page, true);
  await startComparison(page);
  const canvas = compared(page).locator('canvas').first();
  await expectColor(canvas, [0.4, 0.75], front);
  await expectColor(canvas, [0.6, 0.75], rear);
  await page.getByRole('button', { name: 'Adjust camera_front' }).click();
  await expect(page.getByText('Adjusting pictures needs WebGL2')).toBeVisible();
});

test('adjusted pictures are compared as they are adjusted', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
  await startComparison(page);
  const canvas = compared(page).locator('canvas').first();
  const [left, right] = [[0.4, 0.75] as const, [0.6, 0.75] as const];
  await page.getByRole('button', { name: 'Adjust camera_rear' }).click();
  await page.getByRole('switch', { name: 'Invert' }).click();
  await page.keyboard.press('Escape');
  await expectColor(canvas, left, front);
  await expectColor(canvas, right, inverted(rear));
  await compareBy(page, 'Blend');
  const half = inverted(rear).map((value, channel) => (value + (front[channel] ?? 0)) / 2);
  await expectColor(canvas, left, [half[0] ?? 0, half[1] ?? 0, half[2] ?? 0]);
  await compareBy(page, 'Difference');
  await setSlider(page, 'Gain', 0);
  const apart = inverted(rear).map((value, channel) => Math.abs(value - (front[channel] ?? 0)));
  await expectColor(canvas, left, [apart[0] ?? 0, apart[1] ?? 0, apart[2] ?? 0]);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`comparing and adjusting, ${colorScheme}: no violation of WCAG 2.2 AA that a machine can find`, async ({ startViewer }) => {
    const { page } = await startViewer({ ...opened(), colorScheme });
    await expectViewsAt(page, ['camera_front', 'camera_rear'], 0);
    await startComparison(page);
    await page.getByRole('button', { name: 'Adjust camera_front' }).click();
    await expect(page.getByRole('slider', { name: 'Exposure' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([]);
  });
}
