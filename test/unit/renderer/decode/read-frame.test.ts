import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DecodeError } from '../../../../renderer/decode/decode-error.ts';
import { EncodedCache } from '../../../../renderer/decode/encoded-cache.ts';
import { imageType, isVideo } from '../../../../renderer/decode/image-type.ts';
import { readByFetch } from '../../../../renderer/decode/media-reader.ts';
import { readFrame, type ImageReader } from '../../../../renderer/decode/read-frame.ts';
import { loadLazPerf } from '../../../support/load-laz-perf.ts';

const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
const mp4Head = Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2', 'latin1');
const pcd = Buffer.from(
  '# .PCD v0.7\nVERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 2\nHEIGHT 1\nPOINTS 2\nDATA ascii\n0 0 0\n1 2 3\n',
);

const answers: Record<string, (response: ServerResponse) => void> = {
  '/jpeg': (response) => response.end(jpegHead),
  '/mp4': (response) => response.end(mp4Head),
  '/pcd': (response) => response.end(pcd),
  '/street': (response) => response.end(`VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 2000\nHEIGHT 1\nPOINTS 2000\nDATA ascii\n${Array.from({ length: 2_000 }, (_, i) => `${i} 0 0`).join('\n')}\n`),
  '/huge': (response) => {
    response.writeHead(200, { 'Content-Length': 3_200_000_000 });
    response.write(jpegHead);
    response.on('close', () => dropped.resolve());
  },
  '/lying-pcd': (response) => response.end(pcd.toString().replaceAll('2\nHEIGHT', '9999\nHEIGHT').replace('POINTS 2', 'POINTS 9999')),
  '/empty': (response) => response.end(),
  '/text': (response) => response.end('hello'),
  '/refused': (response) => {
    response.writeHead(502, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ kind: 'unreachable', message: 'The media host cannot be reached.' }));
  },
  '/odd': (response) => {
    response.writeHead(500);
    response.end('<h1>Oops</h1>');
  },
  '/cut': (response) => {
    response.writeHead(200, { 'Content-Length': 1_000 });
    response.write(jpegHead);
    setImmediate(() => response.destroy());
  },
  '/endless': (response) => {
    response.write(jpegHead);
    asked.resolve();
    response.on('close', () => closed.resolve());
  },
};
const asked = Promise.withResolvers<void>();
const closed = Promise.withResolvers<void>();
const dropped = Promise.withResolvers<void>();
const requested: string[] = [];
const server = createServer((request, response) => {
  requested.push(request.url ?? '');
  answers[request.url ?? '']?.(response);
});
let origin = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const noImages: ImageReader = () => Promise.reject(new Error('No picture was due'));
const going = () => new AbortController().signal;

/** Numerical Recipes' linear congruential generator, 0 to 1. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const read = (path: string, hint: 'image' | 'point-cloud' | 'unknown' = 'unknown', readImage = noImages, signal = new AbortController().signal, encoded = new EncodedCache(1_000)) =>
  readFrame({ url: origin + path, hint }, signal, { readMedia: readByFetch, readImage, encoded, loadLazPerf });

test('a picture goes to the image decoder with the type that its bytes tell, whatever the hint', async () => {
  const image: ImageBitmap = { width: 1, height: 1, close: () => undefined };
  const payload = { kind: 'image', image, width: 1, height: 1, byteLength: 4 } as const;
  const seen: unknown[] = [];
  const readImage: ImageReader = async (bytes, type) => {
    seen.push(Buffer.from(bytes), type);
    return payload;
  };
  expect(await read('/jpeg', 'point-cloud', readImage)).toBe(payload);
  expect(seen).toEqual([jpegHead, 'image/jpeg']);
});

test('a point cloud is read', async () => {
  const payload = await read('/pcd', 'point-cloud');
  expect(payload.kind === 'point-cloud' && payload.cloud.pointCount).toBe(2);
});

test('a street’s points come out so that the first of them are of all of it', async () => {
  const payload = await read('/street', 'point-cloud');
  if (payload.kind !== 'point-cloud') throw new Error('A cloud was due');
  const { cloud } = payload;
  const firstTenth = [...cloud.positions.subarray(0, 600)].filter((_, i) => i % 3 === 0);
  expect(Math.min(...firstTenth)).toBeLessThan(40);
  expect(Math.max(...firstTenth)).toBeGreaterThan(1_960);
  expect(cloud.positions[3]).toBe(cloud.spread);
});

test('a file that no memory block holds is not begun with', async () => {
  await expect(read('/huge')).rejects.toThrow(/^This file has 3\.2 GB; a frame of up to 2 GB can be shown/);
  await dropped.promise;
});

describe('what cannot be shown says why', () => {
  test.each([
    ['/refused', 'The media host cannot be reached.'],
    ['/odd', 'The file could not be fetched (status 500). Try again.'],
    ['/empty', 'The file is empty. Export it again.'],
    ['/mp4', 'This file is a video, where a single frame was due. Views that are one video file play; videos among other frames do not.'],
    ['/cut', 'The download broke off before the file was complete. Try again.'],
  ])('%s', async (path, message) => {
    await expect(read(path)).rejects.toThrow(new DecodeError(message));
  });

  test('text where a picture was due', async () => {
    await expect(read('/text', 'image')).rejects.toThrow(/not a picture/);
  });

  test('a cloud that lies about its size', async () => {
    await expect(read('/lying-pcd', 'point-cloud')).rejects.toBeInstanceOf(DecodeError);
  });

  test('a host that is gone', async () => {
    const request = { url: 'http://127.0.0.1:9/', hint: 'image' } as const;
    await expect(readFrame(request, new AbortController().signal, { readMedia: readByFetch, readImage: noImages, encoded: new EncodedCache(1_000), loadLazPerf })).rejects.toThrow(/did not answer/);
  });
});

test('cancelling drops the connection and rejects with the abort, not with a reason to show', async () => {
  const controller = new AbortController();
  const reading = read('/endless', 'image', noImages, controller.signal);
  const rejected = expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  await asked.promise;
  controller.abort();
  await rejected;
  await closed.promise;
});

test('pictures and films are told apart by their first bytes', () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(imageType(bytes('\x89PNG\r\n\x1a\n'))).toBe('image/png');
  expect(imageType(bytes('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
  expect(imageType(bytes('GIF89a'))).toBe('image/gif');
  expect(imageType(bytes('II*\0\x08'))).toBe('image/tiff');
  expect(imageType(bytes('\0\0\0\x20ftypavif'))).toBe('image/avif');
  expect(isVideo(bytes('\0\0\0\x20ftypavif'))).toBe(false);
  expect(isVideo(mp4Head)).toBe(true);
  expect(isVideo(bytes('\x1a\x45\xdf\xa3'))).toBe(true);
  expect(imageType(pcd)).toBeNull();
});

test('a picture that was decoded is decoded again without being fetched; one that failed is fetched anew', async () => {
  const encoded = new EncodedCache(1_000);
  const image: ImageBitmap = { width: 1, height: 1, close: () => undefined };
  const readImage: ImageReader = () => Promise.resolve({ kind: 'image', image, width: 1, height: 1, byteLength: 4 });
  const failing: ImageReader = () => Promise.reject(new DecodeError('damaged'));
  const signal = new AbortController().signal;
  requested.length = 0;
  await expect(read('/jpeg', 'image', failing, signal, encoded)).rejects.toThrow('damaged');
  await read('/jpeg', 'image', readImage, signal, encoded);
  await read('/jpeg', 'image', readImage, signal, encoded);
  expect(requested).toEqual(['/jpeg', '/jpeg']);
  expect(encoded.byteLength).toBe(jpegHead.byteLength);
});

test('a kept picture survives that its decoder takes its bytes over', async () => {
  const encoded = new EncodedCache(1_000);
  const seen: string[] = [];
  const takesOver: ImageReader = (bytes) => {
    seen.push(Buffer.from(bytes).toString('latin1'));
    structuredClone(bytes, { transfer: [bytes.buffer] });
    return Promise.resolve({ kind: 'image', image: { width: 1, height: 1, close: () => undefined }, width: 1, height: 1, byteLength: 4 });
  };
  for (let time = 0; time < 3; time += 1) await read('/jpeg', 'image', takesOver, going(), encoded);
  expect(seen).toEqual(Array.from({ length: 3 }, () => Buffer.from(jpegHead).toString('latin1')));
});

test('files in the encoded cache keep their content while others of all sizes come and go', () => {
  const random = seededRandom(7);
  const encoded = new EncodedCache(1_000);
  const contentOf = (name: number) => new Uint8Array(1 + ((name * 37) % 250)).fill(name);
  for (let turn = 0; turn < 5_000; turn += 1) {
    const name = Math.floor(random() * 40);
    const kept = encoded.get(String(name));
    if (kept === null) encoded.put(String(name), contentOf(name));
    else expect(kept).toEqual(contentOf(name));
    if (random() < 0.1) encoded.forget(String(Math.floor(random() * 40)));
    expect(encoded.byteLength).toBeLessThanOrEqual(1_000);
  }
  encoded.put('newest', contentOf(5));
  expect(encoded.get('newest')).toEqual(contentOf(5));
});

test('encoded bytes stay within their budget; those read first go first, and none is kept that takes a large part', () => {
  const encoded = new EncodedCache(100);
  const files = ['a', 'b', 'c', 'd', 'e'];
  for (const name of files.slice(0, 4)) encoded.put(name, new Uint8Array(25));
  encoded.put('e', new Uint8Array(25));
  expect(files.map((name) => encoded.get(name) !== null)).toEqual([false, true, true, true, true]);
  encoded.put('large', new Uint8Array(26));
  expect(encoded.get('large')).toBeNull();
  expect(encoded.byteLength).toBe(100);
});
