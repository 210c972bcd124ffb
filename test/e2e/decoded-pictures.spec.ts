import type { Page, Worker } from '@playwright/test';
import { cameraView } from '../support/fixture-server/datasets/generated.ts';
import { fileOnDisk } from '../support/fixture-server/datasets/file-on-disk.ts';
import type { FixtureRecording, FixtureView } from '../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../support/fixture-server/start-fixture-server.ts';
import { walkFrames } from '../support/frame-walk.ts';
import { expectViewsAt } from '../support/player-page.ts';
import { sharedData } from '../support/shared-data.ts';
import { expect, test } from '../support/viewer.ts';

const place = { owner: 'acme', slug: 'soak' };
const recordingOf = (uid: string, views: FixtureView[]): FixtureRecording => ({ ...place, uid, key: uid, status: 'completed', featured: null, frames: 'none', views });
const path = sharedData('video/counter-vp9.webm') ?? '';

test.skip(path === '', 'The videos of ../shared/data are not there.');

let server: FixtureServer;
test.beforeAll(async () => {
  server = await startFixtureServer({
    recordings: [
      recordingOf('film', [cameraView('camera_front', 'json-urls', 300), { key: 'clip', kind: 'video', load: 'single-file', frames: [fileOnDisk(path)] }]),
      recordingOf('stills', [cameraView('camera_rear', 'json-urls', 5)]),
    ],
  });
});
test.afterAll(async () => {
  await server.close();
});

/** What of the pictures that a page or a worker came to hold is still open, and how many were closed more than once. */
interface Tally {
  seen: number;
  open: number;
  closedAgain: number;
}

/**
 * Runs in a page or a worker, before it decodes anything: keeps an eye on every picture that a decoder makes there or that
 * arrives there in a message. One that was handed on is empty afterwards, as a closed one is.
 */
function watchPictures(): void {
  const pictures = new Map<VideoFrame | ImageBitmap, number>();
  const watch = <Picture>(picture: Picture): Picture => {
    if (picture instanceof VideoFrame || picture instanceof ImageBitmap) pictures.set(picture, pictures.get(picture) ?? 0);
    return picture;
  };
  for (const { prototype } of [VideoFrame, ImageBitmap]) {
    const close: () => void = Reflect.get(prototype, 'close');
    prototype.close = function closeWatched(this: VideoFrame | ImageBitmap) {
      const count = pictures.get(this);
      if (count !== undefined) pictures.set(this, count + 1);
      close.call(this);
    };
  }
  const { createImageBitmap: create } = globalThis;
  globalThis.createImageBitmap = async (...args: unknown[]) => watch(await (create as (...all: unknown[]) => Promise<ImageBitmap>)(...args));
  globalThis.VideoDecoder = class extends VideoDecoder {
    constructor(init: VideoDecoderInit) {
      super({ ...init, output: (frame) => init.output(watch(frame)) });
    }
  };
  const decode: (options?: ImageDecodeOptions) => Promise<ImageDecodeResult> = Reflect.get(ImageDecoder.prototype, 'decode');
  ImageDecoder.prototype.decode = async function decodeWatched(this: ImageDecoder, options) {
    const result = await decode.call(this, options);
    watch(result.image);
    return result;
  };
  if ('Worker' in globalThis) {
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        this.addEventListener('message', ({ data }: MessageEvent<{ payload?: { image?: unknown } }>) => watch(data.payload?.image));
      }
    };
  }
  const isOpen = (picture: VideoFrame | ImageBitmap) => (picture instanceof VideoFrame ? picture.codedWidth > 0 : picture.width > 0);
  Object.assign(globalThis, {
    tallyPictures: (): Tally => ({
      seen: pictures.size,
      open: [...pictures.keys()].filter(isOpen).length,
      closedAgain: [...pictures.values()].filter((count) => count > 1).length,
    }),
  });
}

/** In the page as well as in a worker. */
const readTally = () => (globalThis as unknown as { tallyPictures: () => Tally }).tallyPictures();
const tallyOf = (place: Page | Worker): Promise<Tally> => ('url' in place && 'reload' in place ? place.evaluate(readTally) : place.evaluate(readTally));

test('after a while of seeking, playing and leaving, every picture that was decoded has been closed, none twice', async ({ startViewer }) => {
  test.setTimeout(180_000);
  const { page } = await startViewer({ env: { AVALA_BASE_URL: server.apiBaseUrl, AVALA_API_KEY: server.key }, hash: `${place.owner}/${place.slug}/stills` });
  const workers: Worker[] = [];
  const watched: Promise<void>[] = [];
  page.on('worker', (worker) => {
    workers.push(worker);
    watched.push(worker.evaluate(watchPictures));
  });
  await page.addInitScript(watchPictures);
  await page.reload();
  await expectViewsAt(page, ['camera_rear'], 0);
  await Promise.all(watched);

  const goTo = (uid: string) => page.evaluate((hash) => (location.hash = hash), `#/${place.owner}/${place.slug}/${uid}`);
  await goTo('film');
  await expectViewsAt(page, ['camera_front', 'clip'], 0);
  const scattered = Array.from({ length: 60 }, (_, index) => (index * 89 + 7) % 300);
  expect((await walkFrames(page, 'clip', [...scattered, ...scattered.toReversed()])).wrong).toEqual([]);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => Number(document.querySelector('section[aria-label="clip"]')?.getAttribute('data-frame')) > 150, null, { polling: 'raf' });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  await goTo('stills');
  await expectViewsAt(page, ['camera_rear'], 0);
  // The one picture on screen and its four neighbours are all that is held.
  await expect.poll(async () => (await tallyOf(page)).open).toBe(5);
  let decoded = 0;
  for (const worker of workers) {
    await expect.poll(async () => (await tallyOf(worker)).open).toBe(0);
    const { seen, closedAgain } = await tallyOf(worker);
    expect(closedAgain).toBe(0);
    decoded += seen;
  }
  await page.evaluate((hash) => (location.hash = hash), `#/${place.owner}/${place.slug}`);
  await expect.poll(async () => (await tallyOf(page)).open).toBe(0);
  const { seen, closedAgain } = await tallyOf(page);
  expect(closedAgain).toBe(0);
  expect(seen).toBeGreaterThan(250);
  expect(decoded).toBeGreaterThanOrEqual(seen);
});
