import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { fetchAnewHeader } from '../../../preload/contract/fetch-anew.ts';
import { bytesOf, jpegOf, keyOf, serveFile, setUpMedia, startHost, type MediaSetup } from './media-setup.ts';

const file = jpegOf(30_000);
const anew = { headers: { [fetchAnewHeader]: '1' } };

/** A file that was kept, from a host that can be taken away. */
async function setUpKept() {
  const state = { isThere: true, content: file };
  const host = await startHost((request, response) => {
    if (state.isThere) serveFile(state.content)(request, response);
    else request.socket.resetAndDestroy();
  });
  const media = await setUpMedia();
  const url = `${host.origin}/a.jpg`;
  media.store.pin('p', [keyOf(url)]);
  await media.keep(url);
  return { state, host, media, url, address: media.addressOf(url) };
}

async function damage(media: MediaSetup, url: string): Promise<void> {
  const key = keyOf(url);
  await writeFile(join(media.folder, 'store', 'files', key.charAt(0), key.charAt(1), key), file.map((byte, index) => (index === 20_000 ? byte ^ 1 : byte)));
}

describe('a kept file of which the page could make nothing', () => {
  it('is fetched again when it is damaged, and what comes takes its place', async () => {
    const { host, media, url, address } = await setUpKept();
    await damage(media, url);
    expect(await bytesOf(await media.get(address, anew))).toEqual(file);
    await expect.poll(() => media.store.missingOf('p')).toEqual([]);
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests).toHaveLength(2);
  });

  it('is never shown again when it is damaged and cannot be fetched', async () => {
    const { state, media, url, address } = await setUpKept();
    await damage(media, url);
    state.isThere = false;
    const response = await media.get(address, anew);
    expect(await response.json()).toEqual({ kind: 'damaged', message: expect.stringMatching(/^The kept file was damaged on disk, so it was removed, and could not be fetched again\. .*media host/) });
    expect((await media.get(address)).status).toBe(502);
    expect(media.store.missingOf('p')).toEqual([keyOf(url)]);
  });

  it('is given again when its bytes are those that came, and nothing else can be had', async () => {
    const { state, media, url, address } = await setUpKept();
    state.isThere = false;
    expect(await bytesOf(await media.get(address, anew))).toEqual(file);
    expect(media.store.missingOf('p')).toEqual([]);
    expect(await media.store.check(keyOf(url), new AbortController().signal)).toBe('whole');
  });
});

describe('verifying', () => {
  it('tells whole, damaged, missing and never hashed files, and removes the damaged ones', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const urls = ['whole', 'damaged', 'missing', 'adopted'].map((name) => `${host.origin}/${name}.jpg`);
    const [, damagedUrl = '', missingUrl = '', adoptedUrl = ''] = urls;
    for (const url of urls) if (url !== missingUrl) await media.keep(url);
    await damage(media, damagedUrl);
    await media.store.close();
    const index = new DatabaseSync(join(media.folder, 'store', 'index.sqlite'));
    index.prepare('DELETE FROM file WHERE key = ?').run(keyOf(adoptedUrl));
    index.close();

    const { store } = await setUpMedia({ folder: media.folder });
    await store.settled();
    const steps: [number, number][] = [];
    const signal = new AbortController().signal;
    const verify = () => store.verify(urls.map(keyOf), (done, total) => steps.push([done, total]), signal);
    expect(await verify()).toEqual({ wholeFiles: 1, hashedFiles: 1, missing: [keyOf(missingUrl)], damaged: [keyOf(damagedUrl)] });
    expect(steps).toEqual([0, 1, 2, 3, 4].map((done) => [done, 4]));
    expect(await verify()).toEqual({ wholeFiles: 2, hashedFiles: 0, missing: [keyOf(damagedUrl), keyOf(missingUrl)], damaged: [] });
    await expect(store.verify(urls.map(keyOf), () => undefined, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    expect(store.usage()).toMatchObject({ files: 2, bytes: 2 * file.byteLength });
  });
});
