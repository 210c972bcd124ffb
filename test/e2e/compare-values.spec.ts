import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { png } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { canvasOf, compareBy, comparePictures, expectColor, setSlider } from '../support/picture-page.ts';
import { expectViewsAt, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'compare-values' };
const flat = (...color: readonly [number, number, number]): FixtureFile => ({ suffix: 'png', read: () => Promise.resolve(png(320, 180, () => color)) });

/** They differ by 3, 2 and 5. */
const files = { first: flat(40, 90, 200), second: flat(43, 92, 195) };
const deepFile = (valueAt: (x: number) => number): FixtureFile => ({
  suffix: 'png',
  read: () => Promise.resolve(encode({ width: 320, height: 180, channels: 1, depth: 16, data: Uint16Array.from({ length: 320 * 180 }, (_, at) => valueAt(at % 320)) })),
});
/** Least and greatest value in the first two columns, another in all others. */
const depth = (min: number, max: number, value: number) => deepFile((x) => [min, max][x] ?? value);
const depths = {
  near: [depth(1_000, 2_000, 1_500), depth(1_000, 3_000, 1_500), depth(1_000, 2_000, 1_500)],
  far: [depth(1_000, 5_000, 1_500), depth(1_000, 5_000, 1_500), depth(1_000, 5_000, 1_500)],
  dark: Array.from({ length: 3 }, () => deepFile((x) => (x === 0 ? 1_000 : x === 1 ? 60_000 : x < 160 ? 1_050 : 1_100))),
};
const views = Object.entries(files).map(([key, file]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames: [file] }));
const deepViews = Object.entries(depths).map(([key, frames]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames }));
const common = { ...place, status: 'completed', featured: null, frames: 'none' } as const;
const recordings: FixtureRecording[] = [
  { ...common, uid: 'values', key: 'values', views },
  { ...common, uid: 'depths', key: 'depths', views: deepViews },
];

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings });
});
test.afterAll(async () => {
  await server.close();
});

const opened = (uid = 'values') => ({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/${uid}?frame=0` });
const middle = [0.5, 0.5] as const;

test('gain multiplies a small difference by exactly what it says, up to white', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, Object.keys(files), 0);
  const canvas = (await comparePictures(page, 'first', 'second')).locator('canvas').first();
  await compareBy(page, 'Difference');
  for (const [presses, name, color] of [
    [0, '1×', [3, 2, 5]],
    [3, '8×', [24, 16, 40]],
    [5, '32×', [96, 64, 160]],
    [6, '64×', [192, 128, 255]],
  ] as const) {
    await setSlider(page, 'Gain', presses);
    await expect(page.getByRole('slider', { name: 'Gain' })).toHaveAttribute('aria-valuetext', name);
    await expectColor(canvas, middle, color, 0);
  }
  // No difference stays none, whatever the gain.
  await page.getByRole('combobox', { name: 'B', exact: true }).click();
  await page.getByRole('option', { name: 'first', exact: true }).click();
  await expectColor(page.getByRole('region', { name: 'Compare first and first' }).locator('canvas').first(), middle, [0, 0, 0], 0);
});

/** Sets a view's adjustments; each in presses of the right arrow from the least value. */
async function adjust(page: Page, presses: { Exposure: number; Gamma: number; Contrast: number; Saturation: number }): Promise<void> {
  for (const [name, count] of Object.entries(presses)) await setSlider(page, name, count);
}

test('all adjustments together: exposure and saturation on light, then contrast, gamma and inversion on what is shown', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, Object.keys(files), 0);
  const canvas = canvasOf(page, 'first');
  await canvas.hover();
  await page.getByRole('button', { name: 'Adjust first' }).click();
  // Worked out apart from the viewer, with the curve of IEC 61966-2-1 and the weights of Rec. 709.
  // +1 stop, gamma 2, contrast 50 %, saturation 150 %.
  await adjust(page, { Exposure: 28, Gamma: 36, Contrast: 10, Saturation: 30 });
  await expectColor(canvas, middle, [127.5, 177.6, 220.8]);
  // +½ stop, gamma 2, contrast 80 %, saturation 50 %, inverted.
  await adjust(page, { Exposure: 26, Gamma: 36, Contrast: 16, Saturation: 10 });
  await page.getByRole('switch', { name: 'Invert' }).click();
  await expectColor(canvas, middle, [98.1, 84.7, 44]);
});

test('of pictures of more than 8 bits the same grey is the same value, from frame to frame and on both sides of a comparison', async ({ startViewer }) => {
  const { page } = await startViewer(opened('depths'));
  await expectViewsAt(page, Object.keys(depths), 0);
  const canvas = canvasOf(page, 'near');
  const grey = (value: number) => [value, value, value] as const;
  // 1,500 lies halfway between 1,000 and 2,000, and a quarter of the way to 3,000, which the next frame has.
  await expectColor(canvas, middle, grey(127.5), 1);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, Object.keys(depths), 1);
  await expectColor(canvas, middle, grey(63.75), 1);
  await expect(viewRegion(page, 'near')).toContainText('1,000–3,000 shown as black–white');
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, Object.keys(depths), 2);
  await expectColor(canvas, middle, grey(63.75), 1);
  await expect(viewRegion(page, 'near')).toContainText('1,000–3,000 shown as black–white');
  // The other view reaches up to 5,000: an eighth of the way.
  await expectColor(canvasOf(page, 'far'), middle, grey(31.9), 1);
  const region = await comparePictures(page, 'near', 'far');
  const compared = region.locator('canvas').first();
  await expectColor(compared, [0.3, 0.5], grey(31.9), 1);
  await expectColor(compared, [0.7, 0.5], grey(31.9), 1);
  await expect(region).toContainText(/A near .*1,000–5,000 shown as black–white.*B far .*1,000–5,000 shown as black–white/s);
  await compareBy(page, 'Difference');
  await setSlider(page, 'Gain', 6);
  await expectColor(compared, middle, [0, 0, 0], 0);
});

test('the timeline’s preview shows a picture of more than 8 bits as its view does, not in the range of that picture alone', async ({ startViewer }) => {
  const { page } = await startViewer(opened('depths'));
  await expectViewsAt(page, Object.keys(depths), 0);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, Object.keys(depths), 1);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('The timeline is not on screen.');
  // The first frame reaches up to 2,000, its view to 3,000 since the second: 1,500 is a quarter of the way.
  await page.mouse.move(box.x + 9, box.y + 6);
  await expect(page.getByText('1 · 0:00.0')).toBeVisible();
  await expectColor(page.locator('[aria-hidden=true] > canvas:visible').last(), middle, [63.75, 63.75, 63.75], 1);
});

test('exposure of a picture of more than 8 bits brings out what 8 bits would have merged', async ({ startViewer }) => {
  const { page } = await startViewer(opened('depths'));
  await expectViewsAt(page, Object.keys(depths), 0);
  const canvas = canvasOf(page, 'dark');
  await expectColor(canvas, [0.25, 0.5], [0, 0, 0], 0);
  await expectColor(canvas, [0.75, 0.5], [0, 0, 0], 0);
  await canvas.hover();
  await page.getByRole('button', { name: 'Adjust dark' }).click();
  await page.getByRole('slider', { name: 'Exposure' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByText('+6.00 EV')).toBeVisible();
  // 50 and 100 of 59,000 in 64 times the light (IEC 61966-2-1).
  await expectColor(canvas, [0.25, 0.5], [13, 13, 13], 1);
  await expectColor(canvas, [0.75, 0.5], [23, 23, 23], 1);
});
