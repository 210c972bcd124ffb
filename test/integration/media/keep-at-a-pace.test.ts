import { expect, it } from 'vitest';
import type { Pace } from '../../../main/media/download.ts';
import { bytesOf, jpegOf, keyOf, serveFile, setUpMedia, startHost } from './media-setup.ts';

const file = jpegOf(300_000);

/** A pace that lets nothing through until it is told to, and counts what it was asked for. */
function heldPace() {
  const open = Promise.withResolvers<void>();
  const asked: number[] = [];
  const pace: Pace = async (bytes, signal) => {
    asked.push(bytes);
    await Promise.race([open.promise, new Promise((_, reject) => signal().addEventListener('abort', () => reject(new Error('no longer waited for'))))]);
  };
  return { pace, asked, open: open.resolve };
}

it('a file that is kept comes as fast as it may, counted to the byte', async () => {
  const host = await startHost(serveFile(file));
  const media = await setUpMedia();
  const url = `${host.origin}/a.jpg`;
  const { pace, asked, open } = heldPace();
  const keeping = media.keep(url, { pace });
  await expect.poll(() => asked.length).toBe(1);
  expect(media.store.partialBytes).toBe(0);
  open();
  await keeping;
  expect(asked.reduce((sum, bytes) => sum + bytes)).toBe(file.byteLength);
  expect(media.store.usage().bytes).toBe(file.byteLength);
});

it('who reads a file is not kept waiting by the pace at which it is kept', async () => {
  const host = await startHost(serveFile(file));
  const media = await setUpMedia();
  const url = `${host.origin}/a.jpg`;
  const { pace, asked } = heldPace();
  const keeping = media.keep(url, { pace });
  await expect.poll(() => asked.length).toBe(1);
  expect(await bytesOf(await media.get(media.addressOf(url)))).toEqual(file);
  await keeping;
  expect(host.requests).toHaveLength(1);
});

it('a file that is no longer to be kept stops waiting', async () => {
  const host = await startHost(serveFile(file));
  const media = await setUpMedia();
  const url = `${host.origin}/a.jpg`;
  media.store.pin('p', [keyOf(url)]);
  const { pace, asked } = heldPace();
  const pause = new AbortController();
  const keeping = media.keep(url, { pace, signal: pause.signal });
  await expect.poll(() => asked.length).toBe(1);
  pause.abort();
  await expect(keeping).rejects.toMatchObject({ kind: 'cancelled' });
  await media.downloads.stopAll();
  expect(media.downloads.get(keyOf(url))).toBeUndefined();
});
