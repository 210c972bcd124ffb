import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchAnewHeader } from '../../../preload/contract/fetch-anew.ts';
import { bytesOf, closed, jpegOf, keyOf, serveFile, setUpMedia, startHost, type MediaSetup } from './media-setup.ts';

const file = jpegOf(300_000);
/** Answers as soon as the type is known, so that tests see the body grow. */
const streaming = { bytes: 1, ms: 0 };
/** Answers once all is well or lost. */
const patient = { bytes: 1 << 30, ms: 20_000 };

/** A host that sends the first half of `file` and leaves the rest to the test. */
async function startSlowHost() {
  const responses: ServerResponse[] = [];
  const host = await startHost((_, response) => {
    responses.push(response);
    response.writeHead(200, { 'content-length': file.byteLength });
    response.write(file.subarray(0, 150_000));
  });
  return { ...host, responses };
}

async function readTo(reader: ReadableStreamDefaultReader<Uint8Array>, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let got = 0; got < length; ) {
    const { value } = await reader.read();
    if (value === undefined) throw new Error(`the body ended after ${got} bytes`);
    chunks.push(value);
    got += value.byteLength;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.body === null) throw new Error('no body');
  return response.body.getReader();
}

const keepsNothing = async (media: MediaSetup) => {
  await expect.poll(() => readdir(join(media.folder, 'store', 'incoming'))).toEqual([]);
  expect(media.store.usage().files).toBe(0);
};

describe('a download', () => {
  it('is one for ten readers at the same time, and none for those who come later', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const bodies = await Promise.all(Array.from({ length: 10 }, async () => bytesOf(await media.get(address))));
    for (const body of bodies) expect(body).toEqual(file);
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests).toHaveLength(1);
  });

  it('is made anew for who says that what was kept is no use, and replaces it for all who come later', async () => {
    let sent = file.subarray(0, 200_000);
    const host = await startHost((request, response) => serveFile(sent)(request, response));
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg`);
    expect(await bytesOf(await media.get(address))).toEqual(sent);
    await expect.poll(() => media.store.usage().files).toBe(1);
    sent = file;
    expect(await bytesOf(await media.get(address))).toEqual(file.subarray(0, 200_000));
    expect(await bytesOf(await media.get(address, { headers: { [fetchAnewHeader]: '1' } }))).toEqual(file);
    await expect.poll(() => media.store.usage()).toMatchObject({ files: 1, bytes: file.byteLength });
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests).toHaveLength(2);
  });

  it('is not repeated by a reader who comes while it ends', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    for (let index = 0; index < 40; index += 1) {
      const address = media.addressOf(`${host.origin}/${index}.jpg`);
      const first = media.get(address).then(bytesOf);
      for (let wait = 0; wait < index; wait += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(await bytesOf(await media.get(address))).toEqual(file);
      await first;
    }
    expect(host.requests).toHaveLength(40);
  });

  it('gives a reader the bytes that are here before the rest is, and a later reader all of them', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: streaming });
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const response = await media.get(address);
    expect(response.headers.get('content-length')).toBe('300000');
    const reader = readerOf(response);
    expect(await readTo(reader, 150_000)).toEqual(file.subarray(0, 150_000));

    const ahead = media.get(address, { headers: { range: 'bytes=200000-200009' } }).then(bytesOf);
    const whole = media.get(address).then(bytesOf);
    host.responses[0]?.end(file.subarray(150_000));
    expect(await readTo(reader, 150_000)).toEqual(file.subarray(150_000));
    expect((await reader.read()).done).toBe(true);
    expect(await ahead).toEqual(file.slice(200_000, 200_010));
    expect(await whole).toEqual(file);
    expect(host.requests).toHaveLength(1);
  });

  it('is stopped when its only reader cancels the body, and begins anew for the next', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: streaming });
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const response = await media.get(address);
    await response.body?.cancel();
    const next = media.get(address);
    await closed(host.requests[0]);
    await expect.poll(() => host.responses.length).toBe(2);
    host.responses[1]?.end(file.subarray(150_000));
    expect(await bytesOf(await next)).toEqual(file);
  });

  it('is stopped when its only reader cancels while it waits for a chunk', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: streaming });
    const reader = readerOf(await media.get(media.addressOf(`${host.origin}/a.jpg`)));
    await readTo(reader, 150_000);
    const waiting = reader.read();
    await reader.cancel();
    expect((await waiting).done).toBe(true);
    await closed(host.requests[0]);
    await keepsNothing(media);
    expect(media.warnings).toEqual([]);
  });

  it('is stopped when the request is aborted, before the answer or within the body', async () => {
    const host = await startSlowHost();
    const early = await setUpMedia({ holdBack: patient });
    const beforeAnswer = new AbortController();
    const pending = early.get(early.addressOf(`${host.origin}/a.jpg`), { signal: beforeAnswer.signal });
    await expect.poll(() => host.requests.length).toBe(1);
    beforeAnswer.abort();
    expect((await pending).status).toBe(499);
    await closed(host.requests[0]);
    await keepsNothing(early);

    const late = await setUpMedia({ holdBack: streaming });
    const withinBody = new AbortController();
    const response = await late.get(late.addressOf(`${host.origin}/a.jpg`), { signal: withinBody.signal });
    withinBody.abort();
    await closed(host.requests[1]);
    await expect(response.arrayBuffer()).rejects.toThrow('cancelled');
    await keepsNothing(late);
  });

  it('is in the store when who wanted it there gives up after the last byte came: a deletion that follows finds it', async () => {
    const { origin } = await startHost(serveFile(file));
    const { downloads, keep, store } = await setUpMedia();
    const url = `${origin}/a.jpg`;
    const giveUp = new AbortController();
    const keeping = keep(url, { signal: giveUp.signal });
    await downloads.get(keyOf(url))?.received(new AbortController().signal);
    giveUp.abort();
    await expect(keeping).rejects.toMatchObject({ kind: 'cancelled' });
    expect([...store.keptAmong([keyOf(url)])]).toEqual([keyOf(url)]);
  });

  it('goes on while one of two readers is left', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: streaming });
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const [leaving, staying] = [await media.get(address), await media.get(address)];
    await leaving.body?.cancel();
    host.responses[0]?.end(file.subarray(150_000));
    expect(await bytesOf(staying)).toEqual(file);
    expect(host.requests).toHaveLength(1);
  });
});

describe('a download that is stopped because the media are moved', () => {
  it('goes on for its readers, straight from the host, at the byte where it was', async () => {
    let isStalled = true;
    const host = await startHost((request, response) => {
      if (!isStalled) serveFile(file)(request, response);
      else response.writeHead(200, { 'content-length': file.byteLength }).write(file.subarray(0, 150_000));
    });
    const media = await setUpMedia({ holdBack: streaming });
    const reader = readerOf(await media.get(media.addressOf(`${host.origin}/a.jpg`)));
    expect(await readTo(reader, 150_000)).toEqual(file.subarray(0, 150_000));
    isStalled = false;
    await media.downloads.stopAll();
    expect(await readTo(reader, 150_000)).toEqual(file.subarray(150_000));
    expect((await reader.read()).done).toBe(true);
    expect(host.requests.map((request) => request.headers.range)).toEqual([undefined, 'bytes=150000-299999']);
    await keepsNothing(media);
  });
});

describe('a body that is not what was announced', () => {
  it('is reported and not kept when the connection breaks within it', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: patient });
    const pending = media.get(media.addressOf(`${host.origin}/a.jpg`));
    await expect.poll(() => host.responses.length).toBe(1);
    host.responses[0]?.destroy();
    const response = await pending;
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ kind: 'unreachable' });
    await keepsNothing(media);
  });

  it('breaks the body of a reader who has some of it, says so in the log, and keeps nothing', async () => {
    const host = await startSlowHost();
    const media = await setUpMedia({ holdBack: streaming });
    const response = await media.get(media.addressOf(`${host.origin}/a.jpg`));
    const reader = readerOf(response);
    await readTo(reader, 150_000);
    host.responses[0]?.destroy();
    await expect(reader.read()).rejects.toThrow('connection');
    expect(media.warnings).toHaveLength(1);
    await keepsNothing(media);
  });

  it.each([
    [100, 'unreachable'],
    [-100, 'damaged'],
  ])('is reported and not kept when %i bytes are missing, even when the network stack does not notice', async (missing, kind) => {
    const media = await setUpMedia({
      fetchMedia: async () => new Response(jpegOf(1000), { headers: { 'content-length': String(1000 + missing) } }),
    });
    const response = await media.get(media.addressOf('https://media.example/a.jpg'));
    expect(await response.json()).toMatchObject({ kind });
    await keepsNothing(media);
  });
});

describe('an expired address', () => {
  async function startSigningHost() {
    return startHost((request, response) => {
      if (request.url?.endsWith('?Signature=fresh') === true) serveFile(file)(request, response);
      else response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
    });
  }

  it.each([
    ['one download', undefined],
    ['requests of their own, without a store', null],
  ])('is renewed exactly once for five readers of %s', async (_, store) => {
    const host = await startSigningHost();
    const media = await setUpMedia(store === null ? { store } : {});
    let renewals = 0;
    const address = media.addressOf(`${host.origin}/a.jpg?Signature=old`, async () => {
      renewals += 1;
      // Not before all five have been refused.
      await expect.poll(() => host.requests.length).toBe(store === null ? 5 : 1);
      return `${host.origin}/a.jpg?Signature=fresh`;
    });
    const bodies = await Promise.all(Array.from({ length: 5 }, async () => bytesOf(await media.get(address))));
    for (const body of bodies) expect(body).toEqual(file);
    expect(renewals).toBe(1);
    const before = host.requests.length;
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests.slice(before).map((request) => request.url)).toEqual(store === null ? ['/a.jpg?Signature=fresh'] : []);
    expect(renewals).toBe(1);
  });

  it('lets go of the refused answer while a fresh address is asked for', async () => {
    const host = await startHost((request, response) => {
      if (request.url?.includes('fresh') === true) serveFile(file)(request, response);
      // A refusal that never ends.
      else response.writeHead(403).write('<Error>');
    });
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg?Signature=old`, async () => {
      await closed(host.requests[0]);
      return `${host.origin}/a.jpg?Signature=fresh`;
    });
    expect(await bytesOf(await media.get(address))).toEqual(file);
  });

  it('is retried once only, and says forbidden when the fresh one is refused too or there is none', async () => {
    const host = await startSigningHost();
    const media = await setUpMedia();
    for (const [path, fresh, requests] of [
      ['a', `${host.origin}/a?Signature=other`, 2],
      ['b', null, 1],
    ] as const) {
      const before = host.requests.length;
      const response = await media.get(media.addressOf(`${host.origin}/${path}?Signature=old`, async () => fresh));
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ kind: 'forbidden' });
      expect(host.requests.length - before).toBe(requests);
    }
    await keepsNothing(media);
  });
});
