import { afterEach, expect, test, vi } from 'vitest';
import { decodeImage } from '../../../../renderer/decode/decode-image.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A JPEG as far as its size goes (ITU T.81, B.2.2: SOF0 with eight bits and three components). */
function jpeg(width: number, height: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1);
}

const going = () => new AbortController().signal;
const settle = () => new Promise((settled) => setImmediate(settled));

/** A browser's `createImageBitmap`, settled by the test when `isHeld`. */
function stubBitmaps({ isHeld = false } = {}) {
  const calls: { source: unknown; options: ImageBitmapOptions | undefined; finish: (width: number, height: number) => void }[] = [];
  const bitmaps: { width: number; height: number; closeCount: number }[] = [];
  vi.stubGlobal('createImageBitmap', (source: unknown, options?: ImageBitmapOptions) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const finish = (width: number, height: number) => {
      const bitmap = { width, height, closeCount: 0, close: () => (bitmap.closeCount += 1) };
      bitmaps.push(bitmap);
      resolve(bitmap);
    };
    calls.push({ source, options, finish });
    if (!isHeld) finish(options?.resizeWidth ?? 4, options?.resizeHeight ?? 3);
    return promise;
  });
  return { calls, bitmaps };
}

/** A browser's `ImageDecoder`, settled by the test. */
function stubDecoder(takes: (type: string) => boolean) {
  const decoders: { closeCount: number; finish: () => void }[] = [];
  class FakeDecoder {
    static isTypeSupported = (type: string) => Promise.resolve(takes(type));
    closeCount = 0;
    private readonly decoding = Promise.withResolvers<unknown>();
    readonly finish = () => this.decoding.resolve({ image: { displayWidth: 9_000, displayHeight: 100, format: 'I420', allocationSize: () => 1_350_000, close: () => undefined } });

    constructor() {
      decoders.push(this);
    }

    decode(): Promise<unknown> {
      return this.decoding.promise;
    }

    close(): void {
      this.closeCount += 1;
      this.decoding.reject(new DOMException('Closed', 'AbortError'));
    }
  }
  vi.stubGlobal('ImageDecoder', FakeDecoder);
  return decoders;
}

test('a browser without ImageDecoder decodes by createImageBitmap', async () => {
  const { calls } = stubBitmaps();
  expect('ImageDecoder' in globalThis).toBe(false);
  expect(await decodeImage(jpeg(4, 3), 'image/jpeg', going())).toMatchObject({ kind: 'image', width: 4, height: 3, byteLength: 48 });
  expect(calls.map(({ source }) => source instanceof Blob && source.type)).toEqual(['image/jpeg']);
});

test('so does one whose ImageDecoder does not take the type', async () => {
  const { calls } = stubBitmaps();
  const decoders = stubDecoder((type) => type !== 'image/bmp');
  await decodeImage(Uint8Array.of(0x42, 0x4d, 0), 'image/bmp', going());
  expect([calls.length, decoders.length]).toEqual([1, 0]);
});

test('a picture that cannot be decoded is said to be damaged, with its type and size', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('No', 'InvalidStateError')));
  await expect(decodeImage(jpeg(4, 3), 'image/jpeg', going())).rejects.toThrow('This JPEG picture is cut off or damaged (21 bytes arrived).');
});

test('a huge picture is kept smaller, says its own size, and the whole one is closed', async () => {
  const { calls, bitmaps } = stubBitmaps({ isHeld: true });
  const decoding = decodeImage(jpeg(12_000, 9_000), 'image/jpeg', going());
  await settle();
  calls[0]?.finish(12_000, 9_000);
  await settle();
  expect(calls[1]?.options).toMatchObject({ resizeWidth: 8_192, resizeHeight: 6_144 });
  calls[1]?.finish(8_192, 6_144);
  expect(await decoding).toMatchObject({ width: 12_000, height: 9_000, byteLength: 8_192 * 6_144 * 4 });
  expect(bitmaps.map(({ closeCount }) => closeCount)).toEqual([1, 0]);
});

test('huge pictures are decoded one at a time; one that is cancelled while it waits is let go at once and never begun', async () => {
  const decoders = stubDecoder(() => true);
  stubBitmaps();
  const huge = jpeg(9_000, 100);
  const controller = new AbortController();
  const first = decodeImage(huge.slice(), 'image/jpeg', going());
  const second = decodeImage(huge.slice(), 'image/jpeg', controller.signal);
  const third = decodeImage(huge.slice(), 'image/jpeg', going());
  await settle();
  expect(decoders).toHaveLength(1);
  controller.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  decoders[0]?.finish();
  await first;
  await settle();
  expect(decoders).toHaveLength(2);
  decoders[1]?.finish();
  await third;
  expect(decoders.map(({ closeCount }) => closeCount)).toEqual([1, 1]);
});

test('a cancelled picture stops being decoded, and the next one begins', async () => {
  const decoders = stubDecoder(() => true);
  stubBitmaps();
  const controller = new AbortController();
  const given = decodeImage(jpeg(9_000, 100), 'image/jpeg', controller.signal);
  const next = decodeImage(jpeg(9_000, 100), 'image/jpeg', going());
  await settle();
  controller.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  await settle();
  expect(decoders[0]?.closeCount).toBeGreaterThan(0);
  decoders[1]?.finish();
  await next;
});
