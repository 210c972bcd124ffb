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

/** 4 bytes a pixel when decoded: twelve of the usual ones and the enormous one are far more than the budget. */
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

/** Shows the figures of playback and follows how full the cache is, in per cent of its budget, as they say. */
async function watchCache(page: Page): Promise<{ percentages(): Promise<number[]> }> {
  await page.keyboard.press('Control+Shift+D');
  const figures = page.getByRole('complementary', { name: 'Figures of playback' });
  await expect(figures).toContainText('of 256');
  const seen = await figures.evaluateHandle((element) => {
    const percentages = new Set<number>();
    const read = () => percentages.add(Number(/\((\d+) %\)/.exec(element.textContent)?.[1] ?? Number.NaN));
    read();
    new MutationObserver(read).observe(element, { subtree: true, childList: true, characterData: true });
    return percentages;
  });
  return { percentages: () => seen.evaluate((percentages) => [...percentages]) };
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
    await expectViewsAt(page, ['good', 'short', 'mixed', 'empty', 'lying', 'enormous'], 4);
    await expect(viewRegion(page, 'cut')).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, 'cut')).toContainText(/cut off or damaged/);
    expect(await readCounter(page, 'good')).toBe(4);
  });

  await test.step('a view that is shorter than the others', async () => {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['good', 'cut', 'mixed', 'empty', 'lying', 'enormous'], 5);
    await expect(viewRegion(page, 'short')).toHaveAttribute('data-state', 'missing');
    await expect(viewRegion(page, 'short')).toContainText(/no frame/i);
    expect(await readCounter(page, 'cut')).toBe(5);
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

  await test.step('memory', async () => {
    const percentages = await cache.percentages();
    expect(Math.max(...percentages)).toBeGreaterThan(40);
    expect(Math.max(...percentages)).toBeLessThanOrEqual(100);
  });
});
