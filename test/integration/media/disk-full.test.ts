import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFull } from '../../../main/store/storage-failure.ts';
import { bytesOf, jpegOf, keyOf, serveFile, setUpMedia, startHost } from './media-setup.ts';

const file = jpegOf(300_000);
const gigabyte = 10 ** 9;

/** A disk on which others write, too: how much is free is said anew each time that it is asked. */
function disk(freeBytes: number) {
  const room = { freeBytes, totalBytes: 1_000 * gigabyte };
  return { room, options: { reserveBytes: 2 * gigabyte, readRoom: async () => ({ ...room }) } };
}

describe('a disk that is full but for its reserve', () => {
  it('does not keep media from being shown, and is told of once', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia(disk(2 * gigabyte).options);
    for (const name of ['a', 'b', 'c']) expect(await bytesOf(await media.get(media.addressOf(`${host.origin}/${name}.jpg`)))).toEqual(file);
    expect(media.warnings).toEqual([expect.stringContaining('The disk is full but for the 2 GB that are left free')]);
    expect(media.store.usage().files).toBe(0);
    expect(await readdir(join(media.folder, 'store', 'incoming'))).toEqual([]);
  });

  it('fails what is to be kept in a way that tells it from other trouble, before any byte is fetched', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia(disk(2 * gigabyte - 1).options);
    const url = `${host.origin}/a.jpg`;
    media.store.pin('p', [keyOf(url)]);
    await expect(media.keep(url)).rejects.toBeInstanceOf(DiskFull);
    await expect(media.keep(url)).rejects.toMatchObject({ kind: 'storage', message: expect.stringContaining('Free some space') });
    expect(host.requests).toEqual([]);
  });

  it('refuses a file for which there is not enough room before it is written', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia(disk(2 * gigabyte + file.byteLength - 1).options);
    const url = `${host.origin}/a.jpg`;
    media.store.pin('p', [keyOf(url)]);
    await expect(media.keep(url)).rejects.toBeInstanceOf(DiskFull);
    expect(media.store.partialBytes).toBe(0);
  });

  it('keeps again, and tells again of the next time, once there is room', async () => {
    const host = await startHost(serveFile(file));
    const { room, options } = disk(2 * gigabyte);
    const media = await setUpMedia(options);
    const show = async (name: string) => bytesOf(await media.get(media.addressOf(`${host.origin}/${name}.jpg`)));
    await show('a');
    room.freeBytes = 3 * gigabyte;
    await show('b');
    await expect.poll(() => media.store.usage().files).toBe(1);
    room.freeBytes = 2 * gigabyte;
    // What was free at the last look is used up before the next one.
    await media.store.settled();
    await expect.poll(async () => (await show(`c${performance.now()}`), media.warnings.length), { interval: 300, timeout: 5_000 }).toBe(2);
  });

  it('stops a file that began when there was room, and goes on with it later', async () => {
    const large = new Uint8Array(70 << 20).fill(7);
    large.set(jpegOf(600));
    const host = await startHost((request, response) => {
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const headers = { etag: '"one"', 'content-length': large.byteLength - start };
      if (start === 0) response.writeHead(200, headers);
      else response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${large.byteLength - 1}/${large.byteLength}` });
      response.end(large.subarray(start));
    });
    const { room, options } = disk(20 * gigabyte);
    let looks = 0;
    const media = await setUpMedia({ ...options, readRoom: async () => ({ ...room, freeBytes: ++looks > 2 ? 2 * gigabyte : room.freeBytes }) });
    const url = `${host.origin}/large.jpg`;
    media.store.pin('p', [keyOf(url)]);
    await expect(media.keep(url)).rejects.toBeInstanceOf(DiskFull);
    await media.downloads.stopAll();
    const cameBytes = media.store.partialBytes;
    expect(cameBytes).toBeGreaterThan(0);
    expect(cameBytes).toBeLessThan(large.byteLength);

    looks = -1_000;
    await media.keep(url);
    expect(host.requests.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${cameBytes}-`]);
    expect(media.store.usage()).toMatchObject({ files: 1, bytes: large.byteLength });
    expect(await media.store.check(keyOf(url), new AbortController().signal)).toBe('whole');
  });
});
