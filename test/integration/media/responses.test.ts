import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, jpegOf, serveFile, setUpMedia, startHost } from './media-setup.ts';

const file = jpegOf(3000);

async function keptFile() {
  const host = await startHost((request, response) => {
    response.setHeader('content-type', 'text/html');
    serveFile(file)(request, response);
  });
  const media = await setUpMedia();
  const address = media.addressOf(`${host.origin}/a.html`);
  const first = await media.get(address);
  await bytesOf(first);
  await expect.poll(() => media.store.usage().files).toBe(1);
  return { ...media, host, address, first };
}

describe('a response with media', () => {
  it('declares the type that the bytes tell and cannot run as a page', async () => {
    const { get, address, first } = await keptFile();
    for (const response of [first, await get(address), await get(address, { headers: { range: 'bytes=9-' } })]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('may be kept by the browser once the file is whole, under the hash of its content', async () => {
    const { get, address, first } = await keptFile();
    expect(first.headers.get('cache-control')).toBe('no-store');
    const kept = await get(address);
    const etag = `"${createHash('sha256').update(file).digest('hex').slice(0, 32)}"`;
    expect(kept.headers.get('cache-control')).toBe('private, max-age=3600, immutable');
    expect(kept.headers.get('etag')).toBe(etag);

    const unchanged = await get(address, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect(unchanged.status).toBe(304);
    expect(unchanged.body).toBeNull();
    expect((await get(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    expect((await get(address, { headers: { 'if-range': etag, range: 'bytes=0-9' } })).status).toBe(206);
    expect((await get(address, { headers: { 'if-range': '"other"', range: 'bytes=0-9' } })).status).toBe(200);
  });

  it('has the same headers and no body for HEAD, kept or not, and HEAD fetches no whole file', async () => {
    const { get, address } = await keptFile();
    const kept = await get(address, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    expect(kept.status).toBe(200);
    expect(kept.body).toBeNull();
    expect(Object.fromEntries(kept.headers)).toEqual(Object.fromEntries((await get(address)).headers));

    const host = await startHost(serveFile(file));
    const media = await setUpMedia();
    const unkept = await media.get(media.addressOf(`${host.origin}/a.jpg`), { method: 'HEAD' });
    expect(unkept.status).toBe(200);
    expect(unkept.body).toBeNull();
    expect(unkept.headers.get('content-length')).toBe('3000');
    expect(unkept.headers.get('content-type')).toBe('image/jpeg');
    expect(host.requests.map((request) => request.headers.range)).toEqual(['bytes=0-511']);
  });

  it('sends neither key nor cookie to the media host', async () => {
    const { host } = await keptFile();
    expect(host.requests[0]?.headers).not.toHaveProperty('cookie');
    expect(Object.keys(host.requests[0]?.headers ?? {}).filter((name) => /key|auth|cookie|referer/.test(name))).toEqual([]);
  });

  it('holds the decoded bytes of a file that was compressed on the way', async () => {
    const packed = gzipSync(file);
    const host = await startHost((_, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.byteLength }).end(packed));
    const media = await setUpMedia();
    const address = media.addressOf(`${host.origin}/a.jpg`);
    const part = await media.get(address, { headers: { range: 'bytes=2990-' } });
    expect(part.headers.get('content-range')).toBe('bytes 2990-2999/3000');
    expect(await bytesOf(part)).toEqual(file.slice(2990));
    const whole = await media.get(address);
    expect(whole.headers.get('content-length')).toBe('3000');
    expect(await bytesOf(whole)).toEqual(file);
  });
});

describe('a request that cannot be answered', () => {
  it.each(['/media/unknown', '/media/', '/media/../secret', '/media/a/b'])('is 404 for %s, with words for the page', async (path) => {
    const { handle } = await setUpMedia();
    const response = await handle(new Request(`http://viewer.test${path}`));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ kind: 'not-found', message: 'This file is not known in this session. Open the sequence again.' });
  });

  it('is 405 for anything but GET and HEAD', async () => {
    const { get, address } = await keptFile();
    const response = await get(address, { method: 'POST', body: 'x' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each([
    [401, 403, 'forbidden'],
    [403, 403, 'forbidden'],
    [404, 404, 'not-found'],
    [429, 503, 'throttled'],
    [500, 502, 'service-failed'],
    [503, 502, 'service-failed'],
    [504, 504, 'timed-out'],
    [204, 502, 'damaged'],
    [300, 502, 'bad-response'],
  ])('turns the host’s %i into %i, %s, without what the host said', async (theirs, ours, kind) => {
    const host = await startHost((_, response) => response.writeHead(theirs, { 'retry-after': '7' }).end(theirs === 204 ? undefined : 'X-Amz-Signature=SECRET'));
    for (const store of [undefined, null]) {
      const media = await setUpMedia(store === null ? { store } : {});
      const response = await media.get(media.addressOf(`${host.origin}/a.jpg?sig=SECRET`));
      expect(response.status).toBe(ours);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ kind });
      expect(text).not.toContain('SECRET');
      expect(media.store.usage().files).toBe(0);
    }
  });

  it.each([
    ['a sign-in page', '<!doctype html><title>Sign in</title>'],
    ['an XML report', '<?xml version="1.0"?><Error/>'],
    ['JSON', '{"detail":"no"}'],
    ['nothing', ''],
  ])('is damaged when the host sends %s as media', async (_, text) => {
    const host = await startHost((_request, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(text));
    const media = await setUpMedia();
    const response = await media.get(media.addressOf(`${host.origin}/a.jpg`));
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ kind: 'damaged' });
    expect(media.store.usage().files).toBe(0);
  });

  it('is 502 when nobody listens', async () => {
    const media = await setUpMedia();
    const response = await media.get(media.addressOf('http://127.0.0.1:1/a.jpg'));
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ kind: 'unreachable' });
  });
});
