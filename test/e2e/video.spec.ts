import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { cameraView } from '../support/fixture-server/datasets/generated.ts';
import { fileOnDisk } from '../support/fixture-server/datasets/file-on-disk.ts';
import type { FixtureFile, FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { walkFrames, type FrameWalk } from '../support/frame-walk.ts';
import { counterOf, expectViewsAt, readCounter, timeline, viewRegion } from '../support/player-page.ts';
import { remuxVideo } from '../support/remux-video.ts';
import { sharedData } from '../support/shared-data.ts';
import { expect, test } from '../support/viewer.ts';

/** 300 frames each, in groups of 48; how a browser is asked whether it has the codec. */
const videos = {
  'H.264': { file: 'video/counter-h264-bframes.mp4', codec: 'avc1.640014' },
  VP9: { file: 'video/counter-vp9.webm', codec: 'vp09.00.11.08' },
  AV1: { file: 'video/counter-av1.mp4', codec: 'av01.0.00M.08' },
} as const;
type Codec = keyof typeof videos;
const codecs = Object.keys(videos) as Codec[];
const frameCount = 300;

const place = { owner: 'acme', slug: 'films' };
const clip = (file: FixtureFile): FixtureView => ({ key: 'clip', kind: 'video', load: 'single-file', frames: [file] });
const recordingOf = (uid: string, views: FixtureView[]): FixtureRecording => ({ ...place, uid, key: uid, status: 'completed', featured: null, frames: 'none', views });
const pathOf = (codec: Codec) => sharedData(videos[codec].file) ?? '';
const damaged = (codec: Codec, change: (bytes: Buffer) => Uint8Array): FixtureFile => ({ ...fileOnDisk(pathOf(codec)), read: async () => change(await readFile(pathOf(codec))) });

const remuxed = (codec: Codec, container: 'mkv' | 'mov', rotation?: 90): FixtureFile => ({ suffix: container, read: () => remuxVideo(pathOf(codec), container, rotation) });

/** Bytes that mean nothing, always the same (Numerical Recipes, `ranqd1`). */
function noise(count: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length: count }, () => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return Math.floor(state / 2 ** 24);
    }),
  );
}

/** Noise over what lies in the middle of the frames' bytes: the file's lists are as they were. */
function withNoise(bytes: Buffer): Buffer {
  const spoilt = Buffer.from(bytes);
  const media = bytes.indexOf('mdat') + 4;
  const length = bytes.readUInt32BE(media - 8);
  noise(Math.floor(length / 10)).copy(spoilt, media + Math.floor(length * 0.45));
  return spoilt;
}

/** Counts from the first: a fixed sequence, so that a failure can be had again (Numerical Recipes, `ranqd1`). */
function scattered(count: number): number[] {
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * frameCount);
  });
}

const upTo = (from: number, count: number, by: 1 | -1) => Array.from({ length: count }, (_, index) => from + (index + 1) * by);
const figures = ({ latenciesMs }: FrameWalk) => {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return `p50 ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms, p95 ${sorted[Math.floor(sorted.length * 0.95)]?.toFixed(1)} ms`;
};

test.skip(sharedData('video') === null, 'The videos of ../shared/data are not there.');

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({
    recordings: [
      ...codecs.map((codec) => recordingOf(codec, [clip(fileOnDisk(pathOf(codec)))])),
      recordingOf('matroska', [clip(remuxed('VP9', 'mkv'))]),
      recordingOf('matroska-b-frames', [clip(remuxed('H.264', 'mkv'))]),
      recordingOf('quicktime', [clip(remuxed('H.264', 'mov'))]),
      recordingOf('quicktime-on-its-side', [clip(remuxed('H.264', 'mov', 90))]),
      recordingOf('beside', [cameraView('camera_front', 'json-urls', 40), clip(fileOnDisk(pathOf('VP9')))]),
      recordingOf('cut-off', [cameraView('camera_front', 'json-urls', 300), clip(damaged('H.264', (bytes) => bytes.subarray(0, bytes.length / 2)))]),
      recordingOf('damaged', [cameraView('camera_front', 'json-urls', 300), clip(damaged('H.264', withNoise))]),
      recordingOf('garbage-tail', [clip(damaged('H.264', (bytes) => Buffer.concat([bytes, noise(20_000)])))]),
      recordingOf('without-cues', [clip(damaged('VP9', (bytes) => bytes.subarray(0, bytes.length / 2)))]),
      recordingOf('without-key-marks', [clip(damaged('H.264', (bytes) => Buffer.from(bytes.toString('latin1').replace('stss', 'free'), 'latin1')))]),
      recordingOf('without-index', [cameraView('camera_front', 'json-urls', 40), clip(damaged('AV1', (bytes) => bytes.subarray(0, bytes.length / 2)))]),
      recordingOf('unknown-codec', [cameraView('camera_front', 'json-urls', 40), clip(damaged('H.264', (bytes) => Buffer.from(bytes.toString('latin1').replace('avc1\0', 'xyz1\0'), 'latin1')))]),
    ],
  });
});
test.afterAll(async () => {
  await server.close();
});

const env = () => ({ AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key });
const at = (uid: string, frame = 0) => `${place.owner}/${place.slug}/${uid}?frame=${frame}`;

for (const codec of codecs) {
  test(`${codec}: every frame is exact, stepping forward, stepping back and at random`, async ({ startViewer }) => {
    // 600 pictures of one animation frame or more each; some 20 s on two idle cores.
    test.setTimeout(240_000);
    const { page } = await startViewer({ env: env(), hash: at(codec) });
    const { supported = false } = await page.evaluate((codec) => VideoDecoder.isConfigSupported({ codec }), videos[codec].codec);
    if (!supported) console.error(`\n*** NOT RUN: ${codec}, because this browser cannot decode it. ***\n`);
    test.skip(!supported, `This browser cannot decode ${codec}.`);
    await expectViewsAt(page, ['clip'], 0);
    await expect(timeline(page)).toHaveAttribute('aria-valuemax', String(frameCount - 1));
    const walks = {
      forward: await walkFrames(page, 'clip', upTo(0, 200, 1)),
      back: await walkFrames(page, 'clip', upTo(200, 200, -1)),
      'at random': await walkFrames(page, 'clip', scattered(200)),
    };
    for (const [way, walk] of Object.entries(walks)) {
      console.info(`${codec} ${way}: ${figures(walk)}`);
      expect(walk.wrong, way).toEqual([]);
      expect(walk.latenciesMs.length, way).toBeGreaterThan(190);
    }
    expect(await readCounter(page, 'clip')).toBe(scattered(200).at(-1));
  });
}

for (const uid of ['matroska', 'matroska-b-frames', 'quicktime']) {
  test(`a video in another container (${uid}) is as exact as any`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: env(), hash: at(uid) });
    await expectViewsAt(page, ['clip'], 0);
    await expect(timeline(page)).toHaveAttribute('aria-valuemax', String(frameCount - 1));
    const walk = await walkFrames(page, 'clip', [...upTo(0, 60, 1), ...upTo(60, 55, -1), ...scattered(30)]);
    expect(walk.wrong).toEqual([]);
    expect(walk.latenciesMs.length).toBeGreaterThan(140);
  });
}

/** As `readCounter`, of a picture that was turned by 90° clockwise: its bits run down the right half. */
const readTurnedCounter = (page: Page) =>
  viewRegion(page, 'clip')
    .locator('canvas')
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d');
      if (context === null) throw new Error('No 2D context.');
      context.drawImage(canvas, 0, 0);
      const height = Math.min(canvas.height, (canvas.width * 320) / 180);
      const width = (height * 180) / 320;
      const [left, top] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
      let value = 0;
      for (let bit = 0; bit < 16; bit++) {
        const [red = 0] = context.getImageData(Math.round(left + (width * 3) / 4), Math.round(top + ((bit + 0.5) * height) / 16), 1, 1).data;
        if (red > 128) value += 2 ** bit;
      }
      return value;
    });

test('a video that was taken on its side is shown upright, and as exactly', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: at('quicktime-on-its-side', 137) });
  await expectViewsAt(page, ['clip'], 137);
  expect(await readTurnedCounter(page)).toBe(137);
  for (const frame of [138, 139]) {
    await page.keyboard.press('ArrowRight');
    await expectViewsAt(page, ['clip'], frame);
    expect(await readTurnedCounter(page)).toBe(frame);
  }
});

test('a video beside pictures shows the frame of the same number', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: at('beside', 17) });
  for (const frame of [17, 18]) {
    await expectViewsAt(page, ['camera_front', 'clip'], frame);
    expect([await readCounter(page, 'camera_front'), await readCounter(page, 'clip')]).toEqual([frame, frame]);
    await page.keyboard.press('ArrowRight');
  }
});

test('of a video that is cut off, what is there plays; the rest says why, and the other view goes on', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: at('cut-off', 100) });
  await expectViewsAt(page, ['camera_front', 'clip'], 100);
  expect(await readCounter(page, 'clip')).toBe(100);
  await page.keyboard.press('End');
  await expect(viewRegion(page, 'clip')).toHaveAttribute('data-state', 'failed');
  await expect(viewRegion(page, 'clip')).toContainText('cut off before this frame');
  await expectViewsAt(page, ['camera_front'], 299);
  await page.keyboard.press('Home');
  await expectViewsAt(page, ['camera_front', 'clip'], 0);
  expect(await readCounter(page, 'clip')).toBe(0);
});

/** Plays at eight times its speed and gives what the view showed at the animation frames until the end. */
async function playToEnd(page: Page, key: string): Promise<{ ready: Map<number, number>; states: Set<string> }> {
  // As text, because a function of the page cannot be handed to another one.
  await page.evaluate(`globalThis.counterOf = ${counterOf.toString()}`);
  const watch = await viewRegion(page, key).evaluateHandle((region) => {
    const { counterOf: read } = globalThis as unknown as { counterOf: typeof counterOf };
    const canvas = region.querySelector('canvas');
    const watch = { ready: [] as [number, number][], states: [] as string[] };
    new MutationObserver(() => {
      const { state = '', frame } = (region as HTMLElement).dataset;
      watch.states.push(state);
      if (state === 'ready' && canvas !== null) watch.ready.push([Number(frame), read(canvas)]);
    }).observe(region, { attributes: true, attributeFilter: ['data-frame', 'data-state'] });
    return watch;
  });
  await page.getByRole('combobox', { name: 'Speed' }).click();
  await page.getByRole('option', { name: '8×' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-valuenow', '299', { timeout: 120_000 });
  const { ready, states } = await watch.jsonValue();
  return { ready: new Map(ready), states: new Set(states) };
}

test('a video with a broken tail is played to where it breaks, says why from there on, and the other view plays on to the end', async ({ startViewer }) => {
  test.setTimeout(240_000);
  const { page } = await startViewer({ env: env(), hash: at('cut-off', 0) });
  await expectViewsAt(page, ['camera_front', 'clip'], 0);
  const { ready, states } = await playToEnd(page, 'clip');
  expect([...ready].filter(([marked, seen]) => marked !== seen)).toEqual([]);
  expect(ready.size).toBeGreaterThan(80);
  expect(states).toContain('failed');
  await expectViewsAt(page, ['camera_front'], 299);
  await expect(viewRegion(page, 'clip')).toContainText('cut off before this frame');
});

test('a video with damaged frames in its middle is played past them: what it shows before and after is exact, and the other view plays on', async ({ startViewer }) => {
  test.setTimeout(240_000);
  const { page } = await startViewer({ env: env(), hash: at('damaged', 0) });
  await expectViewsAt(page, ['camera_front', 'clip'], 0);
  const { ready } = await playToEnd(page, 'clip');
  await expectViewsAt(page, ['camera_front', 'clip'], 299);
  expect(await readCounter(page, 'camera_front')).toBe(299);
  expect(await readCounter(page, 'clip')).toBe(299);
  // Where nothing is damaged, every frame is itself; the groups of pictures that the noise lies in may fail or be rough.
  const exact = [...ready].filter(([marked, seen]) => marked === seen).map(([marked]) => marked);
  expect(exact).toEqual(expect.arrayContaining([...upTo(0, 90, 1), ...upTo(240, 59, 1)]));
  await page.keyboard.press('Home');
  await expectViewsAt(page, ['camera_front', 'clip'], 0);
  expect(await readCounter(page, 'clip')).toBe(0);
});

test('a video with garbage behind its end is as exact as any', async ({ startViewer }) => {
  const { page } = await startViewer({ env: env(), hash: at('garbage-tail', 299) });
  await expectViewsAt(page, ['clip'], 299);
  expect((await walkFrames(page, 'clip', [298, 297, 299, 150, 0, 1, 250])).wrong).toEqual([]);
});

for (const uid of ['without-cues', 'without-key-marks']) {
  test(`a video ${uid.replaceAll('-', ' ')} is as exact as any`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: env(), hash: at(uid, 100) });
    await expectViewsAt(page, ['clip'], 100);
    expect(await readCounter(page, 'clip')).toBe(100);
    expect((await walkFrames(page, 'clip', [101, 102, 99, 98, 50, 49, 3, 120])).wrong).toEqual([]);
  });
}

for (const [uid, reason] of [
  ['without-index', /its list of frames cannot be read/],
  ['unknown-codec', /in a codec that Avala Viewer does not know/],
] as const) {
  test(`a video ${uid.replaceAll('-', ' ')} says so in its pane, and the other view plays`, async ({ startViewer }) => {
    const { page } = await startViewer({ env: env(), hash: at(uid, 5) });
    await expectViewsAt(page, ['camera_front'], 5);
    await expect(viewRegion(page, 'clip')).toHaveAttribute('data-state', 'failed');
    await expect(viewRegion(page, 'clip')).toContainText(reason);
  });
}
