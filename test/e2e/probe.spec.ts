import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { encode } from 'fast-png';
import { makeJpegEncoder } from '../../main/sample/render/jpeg.ts';
import { png } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { canvasOf, pixelOf } from '../support/picture-page.ts';
import { readPicturePixel } from '../support/picture-pixels.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'probe' };
const fileOf = (bytes: () => Uint8Array): FixtureFile => ({ suffix: 'png', read: () => Promise.resolve(bytes()) });

/** Every pixel of a deep picture has a value of its own: 150 more each column, one more each row. */
const deepValue = (x: number, y: number) => 1_000 + 150 * x + y;
const deep = (width: number, height: number) =>
  fileOf(() => encode({ width, height, channels: 1, depth: 16, data: Uint16Array.from({ length: width * height }, (_, at) => deepValue(at % width, Math.floor(at / width))) }));
/** Columns of one pixel, black and white in turn. */
const stripes = fileOf(() => png(320, 180, (x) => (x % 2 === 0 ? [0, 0, 0] : [255, 255, 255])));
/** Red above, green below; its format is 4:3, and it is a fifth as wide as the others. */
const small = fileOf(() => png(64, 48, (_, y) => (y < 24 ? [200, 0, 0] : [0, 200, 0])));
const blue = fileOf(() => png(320, 180, () => [0, 0, 200]));

/** A photograph as cameras make them, in YUV: grey in the left half, a red in the right. */
const photo: FixtureFile = {
  suffix: 'jpg',
  async read() {
    const encodeJpeg = await makeJpegEncoder(await readFile(createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')));
    const pixels = Array.from({ length: 320 * 180 }, (_, at) => (at % 320 < 160 ? [128, 128, 128, 255] : [200, 60, 30, 255]));
    return await encodeJpeg(Uint8ClampedArray.from(pixels.flat()), 320, 180);
  },
};
/** Half of it is translucent. */
const glass = fileOf(() => encode({ width: 320, height: 180, channels: 4, depth: 8, data: Uint8Array.from(Array.from({ length: 320 * 180 }, (_, at) => [200, 100, 50, at % 320 < 160 ? 255 : 128]).flat()) }));

const files = { depth: deep(160, 90), depth_fine: deep(320, 180), stripes, small, blue };
const views = Object.entries(files).map(([key, file]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames: [file, file] }));
const kinds = Object.entries({ photo, glass }).map(([key, file]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames: [file] }));
const common = { ...place, status: 'completed', featured: null, frames: 'none' } as const;
const recordings: FixtureRecording[] = [
  { ...common, uid: 'probe', key: 'probe', views },
  { ...common, uid: 'kinds', key: 'kinds', views: kinds },
];
const keys = Object.keys(files);

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings });
});
test.afterAll(async () => {
  await server.close();
});

const opened = (uid = 'probe') => ({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/${uid}?frame=0` });
const lensOf = (page: Page, key: string) => page.getByRole('slider', { name: `Magnifier over ${key}` });

/** Moves the mouse onto a point, in parts, of a 16:9 picture that is fitted into a canvas. */
async function pointAtPicture(page: Page, canvas: Locator, u: number, v: number): Promise<void> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not on screen.');
  const width = Math.min(box.width, (box.height * 16) / 9);
  const height = (width * 9) / 16;
  await page.mouse.move(box.x + (box.width - width) / 2 + u * width, box.y + (box.height - height) / 2 + v * height);
}

/** How many pixels in the canvas's middle row are neither black nor white. */
function greysInRow(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const source = element as HTMLCanvasElement;
    const row = source.getContext('2d')?.getImageData(1, Math.floor(source.height / 2), source.width - 2, 1).data ?? [];
    return row.filter((value, index) => index % 4 === 0 && row[index + 3] === 255 && value > 0 && value < 255).length;
  });
}

test('the value under the cursor is the source’s, of 16 bits too, at the same place in every linked pane whatever its resolution', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, keys, 0);
  await page.getByRole('button', { name: 'Link zoom and pan of all pictures' }).click();
  await pointAtPicture(page, canvasOf(page, 'blue'), 40.25 / 160, 30.25 / 90);
  await expect(pixelOf(page, 'depth')).toHaveText('x 40 y 30 · 7030 (16 bit)');
  await expect(pixelOf(page, 'depth_fine')).toHaveText('x 80 y 60 · 13060 (16 bit)');
  await expect(pixelOf(page, 'stripes')).toHaveText('x 80 y 60 · 0 0 0');
  await expect(pixelOf(page, 'blue')).toHaveText('x 80 y 60 · 0 0 200');
  await expect(pixelOf(page, 'small')).toHaveText('x 16 y 16 · 200 0 0');
});

test('the value under the cursor is the source’s in YUV too, and of a translucent pixel it is marked and has its opacity', async ({ startViewer }) => {
  const { page } = await startViewer(opened('kinds'));
  await expectViewsAt(page, ['photo', 'glass'], 0);
  const photoCanvas = canvasOf(page, 'photo');
  await pointAtPicture(page, photoCanvas, 40.5 / 320, 60.5 / 180);
  await expect(pixelOf(page, 'photo')).toHaveText('x 40 y 60 · 128 128 128');
  await pointAtPicture(page, photoCanvas, 240.5 / 320, 60.5 / 180);
  await expect(pixelOf(page, 'photo')).toHaveText(/^x 240 y 60 · \d+ \d+ \d+$/);
  const red = /(\d+) (\d+) (\d+)$/.exec(await pixelOf(page, 'photo').innerText())?.slice(1).map(Number) ?? [];
  // What quality 80 leaves of it.
  expect(Math.max(...[200, 60, 30].map((value, channel) => Math.abs(value - (red[channel] ?? 999))))).toBeLessThanOrEqual(6);
  await pointAtPicture(page, canvasOf(page, 'glass'), 40.5 / 320, 60.5 / 180);
  await expect(pixelOf(page, 'glass')).toHaveText('x 40 y 60 · 200 100 50');
  await pointAtPicture(page, canvasOf(page, 'glass'), 240.5 / 320, 60.5 / 180);
  await expect(pixelOf(page, 'glass')).toHaveText(/^x 240 y 60 · ≈ (199|200|201) (99|100|101) (49|50|51) 128$/);
});

test('a deep picture says which of its values are black and white, a usual one has nothing to say', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, keys, 0);
  await expect(viewRegion(page, 'depth')).toContainText(/[\d,]+–[\d,]+ shown as black–white/);
  await expect(viewRegion(page, 'blue')).not.toContainText('shown as');
  await viewRegion(page, 'depth').hover();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Compare depth and depth_fine' })).toContainText(/A depth [\d,]+–[\d,]+ shown as black–white.*B depth_fine [\d,]+–[\d,]+ shown as black–white/s);
});

test('above 200 % each source pixel is a square of its own colour, adjusted or not; below, neighbours blend', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, keys, 0);
  const canvas = canvasOf(page, 'stripes');
  await page.getByRole('button', { name: 'Maximise stripes' }).click();
  await canvas.hover();
  const zoom = page.getByRole('group', { name: 'Picture of stripes' });
  await page.keyboard.press('1');
  await expect(zoom).toContainText('100 %');
  await expect.poll(() => greysInRow(canvas)).toBe(0);
  await page.keyboard.press('+');
  await expect(zoom).toContainText('141 %');
  await expect.poll(() => greysInRow(canvas)).toBeGreaterThan(100);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(zoom).toContainText('283 %');
  await expect.poll(() => greysInRow(canvas)).toBe(0);
  await page.getByRole('button', { name: 'Adjust stripes' }).click();
  await page.getByRole('slider', { name: 'Gamma' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Escape');
  await expect.poll(() => greysInRow(canvas)).toBe(0);
});

test('views of different resolutions and formats are compared fitted onto each other', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, keys, 0);
  await canvasOf(page, 'blue').hover();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('combobox', { name: 'B', exact: true }).click();
  await page.getByRole('option', { name: 'small' }).click();
  const region = page.getByRole('region', { name: 'Compare blue and small' });
  await expect(region).toHaveAttribute('data-state', 'ready');
  const canvas = region.locator('canvas').first();
  const colorAt = (u: number, v: number) => expect.poll(() => readPicturePixel(canvas, u, v));
  // A 4:3 picture within 16:9 leaves an eighth free on either side: B's goes up to 0.875.
  await colorAt(0.25, 0.25).toEqual([0, 0, 200]);
  await colorAt(0.7, 0.2).toEqual([200, 0, 0]);
  await colorAt(0.7, 0.8).toEqual([0, 200, 0]);
  await colorAt(0.865, 0.8).toEqual([0, 200, 0]);
  await colorAt(0.885, 0.8).toEqual([0, 0, 0]);
  await page.getByRole('combobox', { name: 'Compare by' }).click();
  await page.getByRole('option', { name: 'Difference', exact: true }).click();
  await page.getByRole('slider', { name: 'Gain' }).focus();
  await page.keyboard.press('Home');
  await colorAt(0.3, 0.2).toEqual([200, 0, 200]);
  await colorAt(0.7, 0.8).toEqual([0, 200, 200]);
  // Beside B there is nothing to differ from.
  await colorAt(0.1, 0.5).toEqual([0, 0, 0]);
  await pointAtPicture(page, canvas, 97.5 / 320, 36.5 / 180);
  await expect(page.getByLabel('Pixels of A and B')).toHaveText('A x 97 y 36 · 0 0 200   B x 15 y 9 · 200 0 0');
});

test('the magnifier shows the source pixels around the cursor with their values, follows it, and moves by keys', async ({ startViewer }) => {
  const { page } = await startViewer(opened());
  await expectViewsAt(page, keys, 0);
  const lens = lensOf(page, 'stripes');
  await pointAtPicture(page, canvasOf(page, 'stripes'), 100.5 / 320, 90.5 / 180);
  await expect(lens).toBeHidden();
  await page.keyboard.press('m');
  await expect(lens).toHaveAttribute('aria-valuetext', 'x 100 y 90 · 0 0 0');
  const squares = () =>
    viewRegion(page, 'stripes')
      .locator('canvas')
      .last()
      .evaluate((element) => {
        const source = element as HTMLCanvasElement;
        const side = source.width / 15;
        // Near the corner of each square, where a neighbour would show if it were blended in.
        return Array.from({ length: 15 }, (_, index) => source.getContext('2d')?.getImageData((index + 0.15) * side, 0.15 * side, 1, 1).data[0]);
      });
  // Column 93 comes first, seven before the middle one.
  const fromOdd = Array.from({ length: 15 }, (_, index) => (index % 2 === 0 ? 255 : 0));
  await expect.poll(squares).toEqual(fromOdd);
  await pointAtPicture(page, canvasOf(page, 'stripes'), 103.5 / 320, 90.5 / 180);
  await expect(lens).toHaveAttribute('aria-valuetext', 'x 103 y 90 · 255 255 255');
  await expect.poll(squares).toEqual(fromOdd.map((value) => 255 - value));
  await lens.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(lens).toHaveAttribute('aria-valuetext', 'x 104 y 100 · 0 0 0');
  await page.keyboard.press('Home');
  await expect(lens).toHaveAttribute('aria-valuetext', 'x 0 y 100 · 0 0 0');
  await expectViewsAt(page, ['stripes'], 0);
  await page.keyboard.press('m');
  await expect(lens).toBeHidden();
  await canvasOf(page, 'depth').hover();
  await page.getByRole('button', { name: 'Magnify under the cursor in depth', exact: true }).click();
  await expect(lensOf(page, 'depth')).toHaveAttribute('aria-valuetext', /^x \d+ y \d+ · \d+ \(16 bit\)$/);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const both = page.getByRole('slider', { name: 'Magnifier over A and B' });
  await both.focus();
  await page.keyboard.press('Home');
  await expect(both).toHaveAttribute('aria-valuetext', /^x 0 y (\d+) · A \d+ \(16 bit\) · B \d+ \(16 bit\)$/);
});
