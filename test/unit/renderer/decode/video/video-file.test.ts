import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { codecName } from '../../../../../renderer/decode/video/codec-name.ts';
import { ShelfRoom } from '../../../../../renderer/decode/video/frame-shelf.ts';
import { openVideoFile } from '../../../../../renderer/decode/video/video-file.ts';
import { remuxVideo } from '../../../../support/remux-video.ts';
import { sharedData } from '../../../../support/shared-data.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a codec is called by the name that people know', () => {
  test.each([
    ['avc', 'H.264'],
    ['avc1.64000d', 'H.264'],
    ['hevc', 'H.265'],
    ['hvc1.1.6.L93.B0', 'H.265'],
    ['hev1.1.6.L93.B0', 'H.265'],
    ['vp8', 'VP8'],
    ['vp9', 'VP9'],
    ['vp09.00.11.08', 'VP9'],
    ['av1', 'AV1'],
    ['av01.0.00M.08', 'AV1'],
    ['prores', 'ProRes'],
    ['apch', 'ProRes'],
  ])('%s: %s', (codec, name) => {
    expect(codecName(codec)).toBe(name);
  });

  test('one that is not known has none', () => {
    expect(codecName('mp4v.20.9')).toBeNull();
  });
});

/** The media handler, for one file: answers ranges. */
function serve(bytes: Uint8Array) {
  vi.stubGlobal('fetch', (_url: string, { headers }: { headers: Headers }) => {
    const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.get('Range') ?? '') ?? [];
    const part = bytes.slice(Number(first), Number(last) + 1);
    return Promise.resolve(new Response(part, { status: 206, headers: { 'Content-Range': `bytes ${first}-${Number(first) + part.byteLength - 1}/${bytes.byteLength}` } }));
  });
}

/** A browser that has these codecs, by the beginning of WebCodecs' names for them. */
function stubVideoDecoder(...supported: string[]) {
  vi.stubGlobal('VideoDecoder', { isConfigSupported: ({ codec }: VideoDecoderConfig) => Promise.resolve({ supported: supported.some((prefix) => codec.startsWith(prefix)) }) });
}

const open = () => openVideoFile('http://viewer/media/v', new ShelfRoom(1_000));
const h264 = sharedData('video/counter-h264-bframes.mp4') ?? '';
const vp9 = sharedData('video/counter-vp9.webm') ?? '';

describe.skipIf(h264 === '')('a video is opened', () => {
  const replaced = async (from: string, to: string) => Buffer.from((await readFile(h264)).toString('latin1').replace(from, to), 'latin1');

  test('with what the file says of it', async () => {
    serve(await readFile(h264));
    stubVideoDecoder('avc1');
    const { info } = await open();
    expect(info).toMatchObject({ frameCount: 300, width: 320, height: 180, codec: 'H.264' });
    expect([info.timestampsMs[0], info.timestampsMs[30]]).toEqual([0, 1_000]);
  });

  test.each([
    ['MKV', h264, 'mkv', 0, [320, 180], 'H.264'],
    ['MKV', vp9, 'mkv', 90, [180, 320], 'VP9'],
    ['QuickTime', h264, 'mov', 0, [320, 180], 'H.264'],
    ['QuickTime, on its side', h264, 'mov', 90, [180, 320], 'H.264'],
    ['QuickTime, upside down', h264, 'mov', 180, [320, 180], 'H.264'],
  ] as const)('from %s (%s, %s, turned by %d°)', async (_name, path, container, rotation, [width, height], codec) => {
    serve(await remuxVideo(path, container, rotation));
    stubVideoDecoder('avc1', 'vp09');
    expect((await open()).info).toMatchObject({ frameCount: 300, width, height, codec });
  });

  test.each([
    ['H.264', 'avc1\0', 'avc1\0'],
    ['H.265', 'avc1\0', 'hvc1\0'],
    ['ProRes', 'avc1\0', 'apch\0'],
  ])('unless the browser has no %s, which is said by that name', async (codec, from, to) => {
    vi.spyOn(console, 'error').mockReturnValue();
    serve(await replaced(from, to));
    stubVideoDecoder('vp09');
    await expect(open()).rejects.toThrow(`This view is ${codec} video, which this computer’s browser engine cannot decode.`);
  });

  test('unless the browser has no video decoder at all', async () => {
    serve(await readFile(h264));
    expect('VideoDecoder' in globalThis).toBe(false);
    await expect(open()).rejects.toThrow('This browser has no video decoder (WebCodecs)');
  });

  test('unless the description of its codec is gone, which names the codec', async () => {
    serve(await replaced('avcC', 'free'));
    stubVideoDecoder('avc1');
    await expect(open()).rejects.toThrow('This view is H.264 video whose description of its codec is damaged');
  });

  test('unless a browser finds its description unfit', async () => {
    serve(await readFile(h264));
    vi.stubGlobal('VideoDecoder', { isConfigSupported: () => Promise.reject(new TypeError('Invalid codec')) });
    await expect(open()).rejects.toThrow('This view is H.264 video whose description of its codec is damaged');
  });

  test('unless it is not a video', async () => {
    serve(new Uint8Array(1_000));
    stubVideoDecoder('avc1');
    await expect(open()).rejects.toThrow('This file is not an MP4, QuickTime, WebM or Matroska video.');
  });
});
