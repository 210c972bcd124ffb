import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DecodeError } from '../../../../../renderer/decode/decode-error.ts';
import { OpenVideos } from '../../../../../renderer/decode/video/open-videos.ts';
import type { VideoFile } from '../../../../../renderer/decode/video/video-file.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const info = { frameCount: 3, timestampsMs: [0, 1, 2], width: 2, height: 1, codec: 'VP9' };
const asker = { signal: new AbortController().signal, isWanted: true };

/** Videos that are opened and loaded from at the test's hands; what is done to them is written down. */
function setUp() {
  const log: string[] = [];
  const loads: (() => void)[] = [];
  const broken = new Set<string>();
  const videos = new OpenVideos((url) => {
    log.push(`open ${url}`);
    if (broken.has(url)) return Promise.reject(new DecodeError('This file is not a video.'));
    const file: VideoFile = {
      info,
      load: (frameIndex) => {
        const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<VideoFile['load']>>>();
        loads.push(() => resolve({ kind: 'image', image: { width: 1, height: 1, close: () => undefined }, width: frameIndex, height: 1, byteLength: 4 }));
        return promise;
      },
      rest: () => log.push(`rest ${url}`),
      dispose: () => log.push(`dispose ${url}`),
    };
    return Promise.resolve(file);
  });
  const load = async (url: string) => {
    const loading = videos.load(url, 1, asker);
    await vi.advanceTimersByTimeAsync(0);
    loads.shift()?.();
    await loading;
  };
  return { videos, log, loads, broken, load };
}

test('a video is opened once, for all that is asked of it', async () => {
  const { videos, log, load } = setUp();
  await Promise.all([videos.info('v'), videos.info('v')]);
  await load('v');
  expect(log).toEqual(['open v']);
});

test('after half a minute without use it gives its decoder back, but not what is known of its frames', async () => {
  const { videos, log, load } = setUp();
  await load('v');
  await vi.advanceTimersByTimeAsync(29_999);
  await load('v');
  await vi.advanceTimersByTimeAsync(29_999);
  expect(log).toEqual(['open v']);
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toEqual(['open v', 'rest v']);
  expect(await videos.info('v')).toEqual(info);
  await load('v');
  expect(log).toEqual(['open v', 'rest v']);
});

test('it does not rest while a frame is awaited, however long that takes', async () => {
  const { videos, log, loads } = setUp();
  const loading = videos.load('v', 1, asker);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(log).toEqual(['open v']);
  loads[0]?.();
  await loading;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(log).toEqual(['open v', 'rest v']);
});

test('one that cannot be opened says why, and is tried again when it is asked for again', async () => {
  const { videos, log, broken } = setUp();
  broken.add('v');
  await expect(videos.info('v')).rejects.toThrow('This file is not a video.');
  broken.clear();
  expect(await videos.info('v')).toEqual(info);
  expect(log).toEqual(['open v', 'open v']);
});

test('closing all gives up every video; what is asked for again is opened anew', async () => {
  const { videos, log } = setUp();
  await videos.info('v');
  await videos.info('w');
  videos.closeAll();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['open v', 'open w', 'dispose v', 'dispose w']);
  await videos.info('v');
  expect(log.at(-1)).toBe('open v');
});
