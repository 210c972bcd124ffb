import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { counterCloud } from '../support/fixture-server/counter-cloud.ts';
import { counterPicture, viewColors } from '../support/fixture-server/counter-picture.ts';
import type { FixtureFile, FixtureFrame, FixtureRecording } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { expectViewsAt, timeline, viewRegion } from '../support/player-page.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'timeline' };
const frameCount = 24;
const last = frameCount - 1;
/** Frames that cannot be decoded, and that the view does not have. */
const [failed, missing] = [20, 21];

/** 17 MB each when decoded: three of them fill the least budget, so that what was seen first is on disk alone. */
const large = encode({ width: 2_400, height: 1_800, channels: 1, depth: 8, data: new Uint8Array(2_400 * 1_800) }, { zlib: { level: 1 } });
const fileOf = (bytes: Uint8Array): FixtureFile => ({ suffix: 'png', read: () => Promise.resolve(bytes) });
const frameAt = (frame: number): FixtureFrame => (frame === failed ? fileOf(Buffer.from('This is no picture, whatever its name says.')) : frame === missing ? null : fileOf(large));
const frames = (count: number, at: (frame: number) => FixtureFrame) => Array.from({ length: count }, (_, frame) => at(frame));

const common = { ...place, status: 'completed', featured: null } as const;
const recordings: FixtureRecording[] = [
  { ...common, uid: 'states', key: 'states', frames: 'detail-images', views: [{ key: 'camera', kind: 'image', load: 'directory-nginx', frames: frames(frameCount, frameAt) }] },
  {
    ...common,
    uid: 'cloud-first',
    key: 'cloud first',
    frames: 'none',
    views: [
      { key: 'lidar', kind: 'point-cloud', load: 'json-urls', frames: frames(600, counterCloud) },
      { key: 'camera', kind: 'image', load: 'json-urls', frames: frames(600, (frame) => counterPicture(frame, viewColors.camera_front)) },
      { key: 'camera_dead', kind: 'image', load: 'not-found', frames: [] },
    ],
  },
];

let server: FixtureServer;
let dataFolder: string;
// A view that is not there is asked for, and a browser logs that.
test.use({ expectedErrors: [/Failed to load resource: the server responded with a status of/] });
test.beforeAll(async () => {
  server = await startFixtureServer({ recordings });
  dataFolder = await mkdtemp(join(tmpdir(), 'avala-viewer-e2e-timeline-'));
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ version: 1, settings: { playback: { budgetBytes: 64 * 2 ** 20 } } }));
});
test.afterAll(async () => {
  await server.close();
  await rm(dataFolder, { recursive: true, force: true });
});
test.afterEach(() => server.faults.clear());

const opened = (uid: string, frame: number) => ({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/${uid}?frame=${frame}` });

/** The timeline's own canvas, not that of its preview. */
const canvasOf = (page: Page) => timeline(page).locator('xpath=preceding-sibling::canvas');

/** An area of the timeline as it is on screen, in CSS pixels: red, green, blue and opacity of each pixel, row by row. */
async function readArea(page: Page, area: { x: number; y: number; width: number; height: number }): Promise<number[][]> {
  const values = await canvasOf(page).evaluate((element, { x, y, width, height }) => {
    const canvas = element as HTMLCanvasElement;
    return [...(canvas.getContext('2d')?.getImageData(x, y, width, height).data ?? [])];
  }, area);
  return Array.from({ length: values.length / 4 }, (_, pixel) => values.slice(pixel * 4, pixel * 4 + 4));
}

/** Where a step lies, in CSS pixels from the left: 8 are free at both ends. */
async function xOfStep(page: Page, step: number, stepCount = frameCount): Promise<number> {
  const width = await canvasOf(page).evaluate((element) => element.clientWidth);
  return 8 + (step / (stepCount - 1)) * (width - 16);
}

/** Ruler and marks are 35 px high; a row of 6 follows every 8. */
const rowTop = (row: number) => 35 + 8 * row;

/** The middle of a step's part of the first row, in grey (Rec. 601), where patterns begin anew every 6 px. */
async function greyOfStep(page: Page, step: number): Promise<number[]> {
  const x = Math.round((await xOfStep(page, step)) / 6) * 6;
  const pixels = await readArea(page, { x: x - 12, y: rowTop(0), width: 24, height: 6 });
  return pixels.map(([red = 0, green = 0, blue = 0, opacity = 0]) => ((0.299 * red + 0.587 * green + 0.114 * blue) * opacity) / 255);
}

const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

/** Which pixels are nearer the brightest than the darkest: the pattern alone, whatever its colours; all of an even area. */
const patternOf = (values: readonly number[]) => values.map((value) => spreadOf(values) < 8 || value > (Math.max(...values) + Math.min(...values)) / 2);

const shareThatDiffers = (a: readonly boolean[], b: readonly boolean[]) => a.filter((isSet, index) => isSet !== b[index]).length / a.length;

/** Goes to the last frame by way of the first ones, so that these are on disk but not in memory any more. */
async function openStates(startViewer: (options: ReturnType<typeof opened> & { dataFolder: string }) => Promise<{ page: Page }>): Promise<Page> {
  const { page } = await startViewer({ ...opened('states', 0), dataFolder });
  await expectViewsAt(page, ['camera'], 0);
  for (const frame of [1, 2]) {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['camera'], frame);
  }
  await page.keyboard.press('End');
  await expectViewsAt(page, ['camera'], last);
  // The failed one lies within what is loaded around the playhead.
  for (const [frame, state] of [
    [22, 'ready'],
    [missing, 'missing'],
    [failed, 'failed'],
  ] as const) {
    await page.keyboard.press('ArrowLeft');
    await expect(timeline(page)).toHaveAttribute('aria-valuenow', String(frame));
    await expect(viewRegion(page, 'camera')).toHaveAttribute('data-state', state);
  }
  await page.keyboard.press('End');
  await expectViewsAt(page, ['camera'], last);
  return page;
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`${colorScheme}: what failed, is missing, is on disk and is in memory are told apart by pattern, without their colours too`, async ({ startViewer }) => {
    const page = await openStates((options) => startViewer({ ...options, colorScheme }));
    const steps = { failed, missing, 'on disk': 0, 'in memory': 22 };
    await expect.poll(async () => spreadOf(await greyOfStep(page, 22)), 'memory is one even colour').toBeLessThan(8);
    await expect.poll(async () => spreadOf(await greyOfStep(page, failed)), 'what failed is crossed').toBeGreaterThan(30);
    const patterns = await Promise.all(Object.entries(steps).map(async ([name, step]) => [name, patternOf(await greyOfStep(page, step))] as const));
    for (const [index, [name, pattern]] of patterns.entries()) {
      for (const [otherName, other] of patterns.slice(index + 1)) expect(shareThatDiffers(pattern, other), `${name} and ${otherName}`).toBeGreaterThan(0.12);
    }
  });
}

test('the playhead stands at its step after a seek, and outside the in and out points the rows pale', async ({ startViewer }) => {
  const page = await openStates(startViewer);
  /** The columns of the lane of marks in which something is drawn: the playhead and its casing alone. */
  const playheadColumns = async () => {
    const width = await canvasOf(page).evaluate((element) => element.clientWidth);
    const pixels = await readArea(page, { x: 0, y: 28, width, height: 1 });
    return pixels.flatMap(([, , , opacity = 0], x) => (opacity > 0 ? [x] : []));
  };
  for (const [key, step] of [
    ['Home', 0],
    ['End', last],
    ['Shift+ArrowLeft', last - 10],
  ] as const) {
    await page.keyboard.press(key);
    const x = Math.round(await xOfStep(page, step));
    await expect.poll(playheadColumns).toEqual([x - 2, x - 1, x, x + 1, x + 2]);
  }
  const colorAt = async (step: number) => (await readArea(page, { x: Math.round(await xOfStep(page, step)), y: rowTop(0) + 3, width: 1, height: 1 }))[0] ?? [];
  await page.keyboard.press('End');
  await expectViewsAt(page, ['camera'], last);
  await expect.poll(async () => spreadOf(await greyOfStep(page, 22))).toBeLessThan(8);
  const before = await colorAt(22);
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+i');
  expect(await colorAt(22)).toEqual(before);
  // An out point before it: a third of the surface's colour lies over it.
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('o');
  await page.keyboard.press('End');
  await expectViewsAt(page, ['camera'], last);
  const surface = await page.evaluate(() => {
    const probe = document.createElement('span');
    probe.style.color = 'var(--surface-panel)';
    document.body.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return (/\d+, \d+, \d+/.exec(color)?.[0] ?? '').split(', ').map(Number);
  });
  const paled = [0, 1, 2].map((channel) => Math.round((before[channel] ?? 0) * 0.65 + (surface[channel] ?? 0) * 0.35));
  await expect.poll(async () => Math.max(...(await colorAt(22)).slice(0, 3).map((value, channel) => Math.abs(value - (paled[channel] ?? 0))))).toBeLessThanOrEqual(2);
  await page.keyboard.press('x');
  await expect.poll(() => colorAt(22)).toEqual(before);
});

test('a second pointer neither moves nor ends what another one drags', async ({ startViewer }) => {
  const { page } = await startViewer(opened('cloud-first', 0));
  await expectViewsAt(page, ['lidar', 'camera'], 0);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('The timeline is not on screen.');
  const y = box.y + 6;
  await page.mouse.move(box.x + (await xOfStep(page, 100, 600)), y);
  await page.mouse.down();
  await expect(timeline(page)).toHaveValue('100');
  const elsewhere = box.x + (await xOfStep(page, 400, 600));
  await timeline(page).evaluate(
    (element, { clientX, clientY }) => {
      for (const type of ['pointermove', 'lostpointercapture']) element.dispatchEvent(new PointerEvent(type, { pointerId: 77, clientX, clientY, bubbles: true }));
    },
    { clientX: elsewhere, clientY: y },
  );
  await expect(timeline(page)).toHaveValue('100');
  await page.mouse.move(box.x + (await xOfStep(page, 150, 600)), y);
  await expect(timeline(page)).toHaveValue('150');
  await page.mouse.up();
});

test('the timeline is drawn anew when the browser took its canvas away', async ({ startViewer }) => {
  const page = await openStates(startViewer);
  const isDrawn = async () => (await readArea(page, { x: Math.round(await xOfStep(page, 22)), y: rowTop(0) + 3, width: 1, height: 1 }))[0]?.[3] === 255;
  await expect.poll(isDrawn).toBe(true);
  await canvasOf(page).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    canvas.getContext('2d')?.reset();
    canvas.dispatchEvent(new Event('contextrestored'));
  });
  await expect.poll(isDrawn).toBe(true);
});

/** The frame that the preview's picture is of, from its pixels. */
const previewedFrame = (page: Page) =>
  page.locator('[aria-hidden=true] > canvas:visible').last().evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = canvas.getContext('2d');
    const isSet = (bit: number) => (context?.getImageData(Math.round(((bit + 0.5) * canvas.width) / 16), Math.round(canvas.height / 4), 1, 1).data[0] ?? 0) > 128;
    return Array.from({ length: 16 }, (_, bit) => (isSet(bit) ? 2 ** bit : 0)).reduce((sum, value) => sum + value, 0);
  });

test('over a step that is not in memory the preview shows the nearest picture, of a camera where a point cloud is worked in, and the step’s own when it comes', async ({ startViewer }) => {
  // Nothing beyond the first frames comes until it is let go.
  const held = server.faults.add({ fault: { kind: 'held' }, path: /camera\/frame_(?!\d\.)/, listener: 'media' });
  const { page } = await startViewer(opened('cloud-first', 0));
  await expectViewsAt(page, ['lidar', 'camera'], 0);
  await viewRegion(page, 'lidar').locator('canvas').first().click();
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('The timeline is not on screen.');
  const pointAtStep = async (step: number) => await page.mouse.move(box.x + (await xOfStep(page, step, 600)), box.y + 6);
  await pointAtStep(580);
  await expect(page.getByText('581 · 0:58.0')).toBeVisible();
  await expect(page.getByText('picture of 10', { exact: true })).toBeVisible();
  expect(await previewedFrame(page)).toBe(9);
  held.release();
  // The pointer rests where it is, and the keyboard goes there.
  await page.keyboard.press('End');
  await expectViewsAt(page, ['lidar', 'camera'], 599);
  await expect.poll(() => previewedFrame(page)).toBe(580);
  await expect(page.getByText(/^picture of/)).toBeHidden();
});

test('the row of a view that cannot be found is crossed all along', async ({ startViewer }) => {
  const { page } = await startViewer(opened('cloud-first', 0));
  await expectViewsAt(page, ['camera'], 0);
  await expect(viewRegion(page, 'camera_dead')).toHaveAttribute('data-state', 'failed');
  for (const step of [100, 300, 500]) {
    const x = Math.round(await xOfStep(page, step, 600));
    await expect.poll(async () => spreadOf((await readArea(page, { x, y: rowTop(2), width: 12, height: 6 })).map(([red = 0]) => red)), `at ${step}`).toBeGreaterThan(30);
  }
});
