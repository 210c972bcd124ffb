import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, jpegOf, serveFile, setUpMedia, startHost } from './media-setup.ts';

const file = jpegOf(3000);

/** The same file in the three ways it can be answered. */
const ways = {
  'from the store': async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg`);
    await bytesOf(await media.get(address));
    await media.store.settled();
    return { ...media, address };
  },
  'from a host that knows ranges, without a store': async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia({ store: null });
    return { ...media, address: media.addressOf(`${host.origin}/a.jpg`) };
  },
  'from a host that ignores ranges, without a store': async () => {
    const host = await startHost((_, response) => response.writeHead(200, { 'content-length': file.byteLength }).end(file));
    const media = await setUpMedia({ store: null });
    return { ...media, address: media.addressOf(`${host.origin}/a.jpg`) };
  },
};

describe.each(Object.entries(ways))('a range %s', (_, setUp) => {
  it('is the slice of the whole that was asked for', async () => {
    const { get, address } = await setUp();
    const whole = await get(address);
    expect(whole.status).toBe(200);
    expect(await bytesOf(whole)).toEqual(file);
    const position = fc.nat(file.byteLength - 1);
    await fc.assert(
      fc.asyncProperty(position, fc.option(fc.nat(4000)), fc.boolean(), async (start, length, isSuffix) => {
        const header = isSuffix ? `bytes=-${start + 1}` : `bytes=${start}-${length === null ? '' : start + length}`;
        const [from, to] = isSuffix ? [file.byteLength - start - 1, file.byteLength] : [start, length === null ? file.byteLength : start + length + 1];
        const expected = file.slice(from, to);
        const response = await get(address, { headers: { range: header } });
        expect(response.status).toBe(206);
        expect(response.headers.get('content-range')).toBe(`bytes ${from}-${from + expected.byteLength - 1}/3000`);
        expect(response.headers.get('content-length')).toBe(String(expected.byteLength));
        expect(await bytesOf(response)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('is 416 beyond the end, with the length', async () => {
    const { get, address } = await setUp();
    const response = await get(address, { headers: { range: 'bytes=3000-' } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */3000');
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it.each(['bytes=5-2', 'bytes=a-b', 'bytes=0-1,5-6', 'frames=0-1'])('is the whole file when it reads %s', async (range) => {
    const { get, address } = await setUp();
    const response = await get(address, { headers: { range } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-range')).toBeNull();
    expect(await bytesOf(response)).toEqual(file);
  });
});

describe('a range of a file that is not kept yet', () => {
  it('is answered from the download that keeps the file, when that is not large', async () => {
    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const response = await media.get(address, { headers: { range: 'bytes=100-199' } });
    expect(response.status).toBe(206);
    expect(await bytesOf(response)).toEqual(file.slice(100, 200));
    await expect.poll(() => media.store.usage().bytes).toBe(3000);
    expect(await bytesOf(await media.get(address))).toEqual(file);
    expect(host.requests.map((request) => request.headers.range)).toEqual([undefined]);
  });

  it('comes from the host and is not kept when it lies far ahead in a large file', async () => {
    const large = jpegOf(200_000);
    const host = await startHost(serveFile(large));
    const media = await setUpMedia({ finishBytes: 100_000, waitAheadBytes: 1000 });
    const address = media.addressOf(`${host.origin}/drive.mp4`);
    for (const start of [190_000, 150_000]) {
      const response = await media.get(address, { headers: { range: `bytes=${start}-${start + 99}` } });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${start + 99}/200000`);
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(await bytesOf(response)).toEqual(large.slice(start, start + 100));
    }
    // The first request tells that the file is large; from then on only the parts are asked for.
    expect(host.requests.map((request) => request.headers.range)).toEqual([undefined, 'bytes=190000-190099', 'bytes=150000-150099']);
    expect(media.store.usage().files).toBe(0);
  });
});
