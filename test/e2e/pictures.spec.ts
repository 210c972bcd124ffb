import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { counterPicture, png, viewColors } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { canvasOf, pixelOf } from '../support/picture-page.ts';
import { expectViewsAt, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';
import type { Page } from '@playwright/test';

const place = { owner: 'acme', slug: 'pictures' };
const fileOf = (suffix: string, bytes: () => Uint8Array): FixtureFile => ({ suffix, read: () => Promise.resolve(bytes()) });
const good = counterPicture(1, viewColors.camera_front);

/**
 * Left half white, right half black, one bit a pixel: large to decode, small to send (PNG, third edition, §5 and §11).
 * `rowCount`: how many rows are really there.
 */
function halves(width: number, height: number, rowCount: number): Uint8Array {
  const row = Buffer.alloc(1 + width / 8);
  row.fill(0xff, 1, 1 + width / 16);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const chunk = (type: string, data: Uint8Array) => {
    const framed = Buffer.alloc(data.length + 12);
    framed.writeUInt32BE(data.length, 0);
    framed.write(type, 4, 'latin1');
    framed.set(data, 8);
    framed.writeUInt32BE(crc32(framed.subarray(4, -4)), data.length + 8);
    return framed;
  };
  const rows = Buffer.concat(Array.from({ length: rowCount }, () => row));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', new Uint8Array())]);
}

/** Depth in millimetres: 3,000 in the left half, 1,000 in the right, and nothing measured in the first row. */
const depth = encode({ width: 160, height: 90, channels: 1, depth: 16, data: Uint16Array.from({ length: 160 * 90 }, (_, at) => (at < 160 ? 0 : at % 160 < 80 ? 3_000 : 1_000)) });

/** Frame 1 of each view is the odd one; the frames around it are fine. */
const odd: Record<string, FixtureFile> = {
  empty: fileOf('png', () => new Uint8Array()),
  lying: fileOf('jpg', () => png(64, 36, () => [9, 200, 9])),
  small: fileOf('png', () => png(64, 36, () => [200, 9, 9])),
  large: fileOf('png', () => halves(12_000, 9_000, 9_000)),
  huge: fileOf('png', () => halves(40_000, 30_000, 1)),
  depth: fileOf('png', () => depth),
};
const views = Object.entries(odd).map(([key, file]): FixtureView => ({ key, kind: 'image', load: 'json-urls', frames: [good, file, good] }));
const recording: FixtureRecording = { ...place, uid: 'odd', key: 'odd', status: 'completed', featured: null, frames: 'none', views };

let server: FixtureServer;
// The media handler refuses an empty file, and a browser logs that.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings: [recording] });
});
test.afterAll(async () => {
  await server.close();
});

/** How bright the picture is in the middle of its left and of its right half, 0 to 255. */
function brightness(page: Page, key: string): Promise<number[]> {
  return viewRegion(page, key)
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d');
      if (context === null) throw new Error('No 2D context.');
      context.drawImage(canvas, 0, 0);
      return [0.4, 0.6].map((across) => context.getImageData(Math.round(canvas.width * across), Math.round(canvas.height / 2), 1, 1).data[1] ?? -1);
    });
}

test('pictures that are empty, mislabelled, of other sizes, enormous or deep are shown or say why, each in its own pane', async ({ startViewer }) => {
  const { page } = await startViewer({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/odd?frame=1` });
  // All views of a step appear together, so all wait for 108 megapixels to be decoded.
  await expect(viewRegion(page, 'large')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  await expectViewsAt(page, ['lying', 'small', 'large', 'depth'], 1);
  for (const [key, reason] of [
    ['empty', /empty|0 bytes|holds nothing/i],
    ['huge', /40,000 × 30,000 pixels/],
  ] as const) {
    await expect(viewRegion(page, key)).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, key)).toContainText(reason);
  }
  await expect(viewRegion(page, 'large')).toContainText('12000 × 9000');
  expect(await brightness(page, 'large')).toEqual([255, 0]);
  // Too large to be kept whole: its pixels are not those of the source, and are not told as such.
  await expect(viewRegion(page, 'large')).toContainText(/shown reduced to [\d,]+ × [\d,]+/);
  await canvasOf(page, 'large').hover();
  await expect(pixelOf(page, 'large')).toHaveText(/^x \d{4} y \d{4} · ≈ \d+ \d+ \d+$/);
  await canvasOf(page, 'lying').hover();
  await expect(pixelOf(page, 'lying')).toHaveText(/· 9 200 9$/);
  await expect(viewRegion(page, 'lying')).not.toContainText('reduced');
  expect(await brightness(page, 'lying')).toEqual([200, 200]);
  // The range from 1,000 to 3,000 is stretched: an 8-bit canvas would show 11 and 3.
  expect(await brightness(page, 'depth')).toEqual([255, 0]);
  await page.keyboard.press('ArrowRight');
  await expectViewsAt(page, Object.keys(odd), 2);
});
