import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { counterPicture, png, viewColors } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureFrame, FixtureRecording } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expectViewsAt, readCounter, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'playback-bad-input' };
const frameCount = 12;
const budgetBytes = 256 * 2 ** 20;

const fileOf = (suffix: string, bytes: () => Uint8Array): FixtureFile => ({ suffix, read: () => Promise.resolve(bytes()) });
const counter = (frame: number) => counterPicture(frame, viewColors.camera_front);
const black = (width: number, height: number) => encode({ width, height, channels: 1, depth: 8, data: new Uint8Array(width * height) }, { zlib: { level: 1 } });
const frames = (at: (frame: number) => FixtureFrame): FixtureFrame[] => Array.from({ length: frameCount }, (_, frame) => at(frame));

const cutOff: FixtureFile = {
  suffix: 'png',
  async read() {
    const whole = await counter(4).read();
    return whole.subarray(0, whole.length >> 1);
  },
};
const empty = fileOf('png', () => new Uint8Array());
const jpegThatIsPng = fileOf('jpg', () => png(64, 36, () => [9, 200, 9]));
const pngThatIsText = fileOf('png', () => Buffer.from('This is no picture at all, whatever its name and its type say. '.repeat(20)));
const mixedSizes = [
  [320, 180],
  [64, 64],
  [1_280, 200],
] as const;

/** 4 bytes a pixel when decoded: twelve of the usual ones, or two enormous ones, are far more than the budget. */
const usual = black(2_400, 1_800);
const enormous = black(12_000, 9_000);

const viewFrames: Record<string, FixtureFrame[]> = {
  good: frames(counter),
  cut: frames((frame) => (frame === 4 ? cutOff : counter(frame))),
  short: frames(counter).slice(0, 5),
  mixed: frames((frame) => {
    const [width, height] = mixedSizes[frame % mixedSizes.length] ?? mixedSizes[0];
    return fileOf('png', () => png(width, height, () => [9, 9, 200]));
  }),
  empty: frames((frame) => (frame === 6 ? empty : counter(frame))),
  lying: frames((frame) => (frame === 6 ? jpegThatIsPng : frame === 7 ? pngThatIsText : counter(frame))),
  enormous: frames((frame) => fileOf('png', () => (frame === 8 ? enormous : usual))),
  enormous_too: frames((frame) => fileOf('png', () => (frame === 8 ? enormous : usual))),
};

const recording: FixtureRecording = {
  ...place,
  uid: 'bad',
  key: 'bad',
  status: 'completed',
  featured: null,
  frames: 'none',
  views: Object.entries(viewFrames).map(([key, ofView]) => ({ key, kind: 'image', load: 'json-urls', frames: ofView })),
};

let server: FixtureServer;
let dataFolder: string;
// The media handler refuses an empty file, and a browser logs that.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings: [recording], sequenceCount: 1 });
  dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-e2e-bad-input-'));
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 1, settings: { playback: { budgetBytes } } }));
});
test.afterAll(async () => {
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** Shows the figures of playback and follows what the cache holds, in bytes, as they say. */
async function watchCache(page: Page): Promise<{ seenBytes(): Promise<number[]> }> {
  await page.keyboard.press('Control+Shift+D');
  const figures = page.getByRole('complementary', { name: 'Figures of playback' });
  await expect(figures).toContainText('of 256');
  const seen = await figures.locator('[data-cache-bytes]').evaluateHandle((element) => {
    const bytes = new Set<number>();
    const read = () => bytes.add(Number(element.getAttribute('data-cache-bytes')));
    read();
    new MutationObserver(read).observe(element, { attributes: true });
    return bytes;
  });
  return { seenBytes: () => seen.evaluate((bytes) => [...bytes]) };
}

/** How opaque a view's canvas is near the middles of its edges and in its own middle: 0 where nothing is drawn. */
function edgesOf(page: Page, key: string): Promise<Record<'left' | 'right' | 'top' | 'middle', number | undefined>> {
  return viewRegion(page, key)
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      const opacityAt = (x: number, y: number) => context?.getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3];
      const { width, height } = canvas;
      return { left: opacityAt(2, height / 2), right: opacityAt(width - 3, height / 2), top: opacityAt(width / 2, 2), middle: opacityAt(width / 2, height / 2) };
    });
}

test('bad files are said in their panes, the others play on to the end, and memory stays in budget', async ({ startViewer }) => {
  test.setTimeout(240_000);
  const { page } = await startViewer({
    dataFolder,
    env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key },
    hash: `${place.owner}/${place.slug}/bad?frame=3`,
  });
  await expectViewsAt(page, Object.keys(viewFrames), 3);
  const cache = await watchCache(page);

  await test.step('a file that is cut off in the middle of a view', async () => {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['good', 'short', 'mixed', 'empty', 'lying', 'enormous', 'enormous_too'], 4);
    await expect(viewRegion(page, 'cut')).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, 'cut')).toContainText(/cut off or damaged/);
    expect(await readCounter(page, 'good')).toBe(4);
    // Its frame is square, those beside it are wide: nothing of them is left at its sides.
    await expect.poll(() => edgesOf(page, 'mixed')).toEqual({ left: 0, right: 0, top: 255, middle: 255 });
  });

  await test.step('a view that is shorter than the others', async () => {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['good', 'cut', 'mixed', 'empty', 'lying', 'enormous'], 5);
    await expect(viewRegion(page, 'short')).toHaveAttribute('data-state', 'missing');
    await expect(viewRegion(page, 'short')).toContainText(/no frame/i);
    expect(await readCounter(page, 'cut')).toBe(5);
    // And nothing of the square one above and below the widest of all.
    await expect.poll(() => edgesOf(page, 'mixed')).toEqual({ left: 255, right: 255, top: 0, middle: 255 });
  });

  await test.step('an empty file, and a file whose type lies but whose content is a picture', async () => {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['good', 'cut', 'mixed', 'lying', 'enormous'], 6);
    await expect(viewRegion(page, 'empty')).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, 'empty')).toContainText(/empty|holds nothing/i);
  });

  await test.step('a file whose type lies and whose content is no picture', async () => {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['good', 'cut', 'mixed', 'empty', 'enormous'], 7);
    await expect(viewRegion(page, 'lying')).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, 'lying')).toContainText(/not a picture/i);
  });

  await test.step('played from the start, over every one of them', async () => {
    await page.keyboard.press('Home');
    await expectViewsAt(page, ['good', 'cut', 'enormous'], 0);
    await page.keyboard.press('Space');
    // One of the frames on the way has 108 megapixels.
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', String(frameCount - 1), { timeout: 120_000 });
    await expectViewsAt(page, ['good', 'cut', 'mixed', 'empty', 'lying', 'enormous'], frameCount - 1);
    expect(await readCounter(page, 'good')).toBe(frameCount - 1);
    expect(await readCounter(page, 'lying')).toBe(frameCount - 1);
  });

  await test.step('two enormous pictures at once, each no larger than its share', async () => {
    await page.keyboard.press('Home');
    await expectViewsAt(page, ['enormous', 'enormous_too'], 0);
    for (let frame = 1; frame <= 8; frame++) await page.keyboard.press('ArrowRight');
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', '8');
    await expect(viewRegion(page, 'enormous_too')).toHaveAttribute('data-frame', '8', { timeout: 60_000 });
    await expectViewsAt(page, ['enormous', 'enormous_too'], 8);
    for (const key of ['enormous', 'enormous_too']) {
      await expect(viewRegion(page, key)).toContainText('12000 × 9000');
      await expect(viewRegion(page, key)).toContainText('shown reduced to');
      const words = /shown reduced to ([\d,]+) × ([\d,]+)/.exec((await viewRegion(page, key).textContent()) ?? '');
      const [width = 0, height = 0] = (words ?? []).slice(1).map((number) => Number(number.replaceAll(',', '')));
      expect(width / height).toBeCloseTo(4 / 3, 2);
      // Three steps of all views are to fit, at four bytes a pixel.
      expect(width * height * 4).toBeLessThanOrEqual(budgetBytes / 3 / Object.keys(viewFrames).length);
    }
  });

  await test.step('memory', async () => {
    const seenBytes = await cache.seenBytes();
    expect(Math.max(...seenBytes)).toBeGreaterThan(0.4 * budgetBytes);
    expect(Math.max(...seenBytes)).toBeLessThanOrEqual(budgetBytes);
  });
});
