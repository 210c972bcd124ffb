import { expect, test } from 'vitest';
import { jpegOf, serveFile, setUpMedia, startHost } from './media-setup.ts';

const { signal } = new AbortController();
const idOf = (address: string) => address.slice(address.lastIndexOf('/') + 1);
const joined = (pieces: readonly Uint8Array[] | undefined) => Buffer.concat(pieces ?? []);

test('a whole file is read from its host, and then from disk without asking it', async () => {
  const bytes = jpegOf(3_000_000);
  const host = await startHost(serveFile(bytes));
  const { read, addressOf, store } = await setUpMedia();
  const ask = { mediaId: idOf(addressOf(`${host.origin}/a.jpg`)), isAnew: false, maxBytes: 1 << 24 };
  const first = await read(ask, signal);
  expect(joined(first?.pieces).equals(bytes)).toBe(true);
  first?.release();
  await store.settled();
  const again = await read(ask, signal);
  expect(joined(again?.pieces).equals(bytes)).toBe(true);
  expect(host.requests).toHaveLength(1);
});

test('memory is not used again before it is released', async () => {
  const host = await startHost((request, response) => serveFile(jpegOf(request.url === '/a.jpg' ? 100_000 : 100_001))(request, response));
  const { read, addressOf, store } = await setUpMedia();
  const asks = ['a', 'b'].map((name) => ({ mediaId: idOf(addressOf(`${host.origin}/${name}.jpg`)), isAnew: false, maxBytes: 1 << 20 }));
  for (const ask of asks) (await read(ask, signal))?.release();
  // What is still being flushed is read from its download, which has memory of its own.
  await expect.poll(() => store.usage().files).toBe(2);
  const both = await Promise.all(asks.map((ask) => read(ask, signal)));
  expect(both.map((media) => joined(media?.pieces).byteLength)).toEqual([100_000, 100_001]);
  const buffers = both.map((media) => media?.pieces[0]?.buffer);
  expect(buffers[0]).not.toBe(buffers[1]);
  both[0]?.release();
  const [ask] = asks;
  expect(ask === undefined ? null : (await read(ask, signal))?.pieces[0]?.buffer).toBe(buffers[0]);
});

test('a file that is larger than is wanted is not read, from its host or from disk', async () => {
  const host = await startHost(serveFile(jpegOf(200_000)));
  const { read, addressOf, get, store } = await setUpMedia();
  const address = addressOf(`${host.origin}/a.jpg`);
  const ask = { mediaId: idOf(address), isAnew: false, maxBytes: 199_999 };
  expect(await read(ask, signal)).toBeNull();
  await (await get(address)).arrayBuffer();
  await store.settled();
  expect(await read(ask, signal)).toBeNull();
  expect(joined((await read({ ...ask, maxBytes: 200_000 }, signal))?.pieces).byteLength).toBe(200_000);
});

test('a body that breaks off is a failure, never a short file', async () => {
  const host = await startHost((_, response) => {
    response.writeHead(200, { 'content-length': 100_000 });
    response.write(jpegOf(50_000));
    setImmediate(() => response.destroy());
  });
  const { read, addressOf } = await setUpMedia();
  await expect(read({ mediaId: idOf(addressOf(`${host.origin}/a.jpg`)), isAnew: false, maxBytes: 1 << 20 }, signal)).rejects.toMatchObject({ name: 'Failure' });
});

test('giving up ends the reading', async () => {
  const closed = Promise.withResolvers<void>();
  const host = await startHost((_, response) => {
    response.on('close', () => closed.resolve());
    response.writeHead(200, { 'content-length': 100_000_000 });
    response.write(jpegOf(50_000));
  });
  const { read, addressOf } = await setUpMedia();
  const giving = new AbortController();
  const reading = read({ mediaId: idOf(addressOf(`${host.origin}/a.jpg`)), isAnew: false, maxBytes: 1 << 30 }, giving.signal);
  await expect.poll(() => host.requests.length).toBe(1);
  giving.abort();
  await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
  await closed.promise;
});
