import type { Page } from '@playwright/test';
import { png } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { canvasOf, compareBy, comparePictures, expectColor, setSlider } from '../support/picture-page.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'compare-values' };
const flat = (...color: readonly [number, number, number]): FixtureFile => ({ suffix: 'png', read: () => Promise.resolve(png(320, 180, () => color)) });

/** They differ by 3, 2 and 5. */
const files = { first: flat(40, 90, 200), second: flat(43, 92, 195) };
const views = Object.entries(files).map(([key, file]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames: [file] }));
const recording: FixtureRecording = { ...place, uid: 'values', key: 'values', status: 'completed', featured: null, frames: 'none', views };

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings: [recording] });
});
test.afterAll(async () => {
  await server.close();
});

const opened = () => ({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/values?frame=0` });
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
