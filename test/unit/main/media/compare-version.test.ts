import { expect, test } from 'vitest';
import { compareVersion } from '../../../../main/media/compare-version.ts';
import { Origin } from '../../../../main/media/origin.ts';
import { MediaRegistry } from '../../../../main/media/registry.ts';

const { signal } = new AbortController();
const date = 'Sun, 01 Nov 2026 10:00:00 GMT';
const later = 'Sun, 08 Nov 2026 10:00:00 GMT';

/** What comes of a comparison with a host that answers so, and what it was asked. */
async function compareWith(known: { etag: string | null; lastModified: string | null }, status: number, headers: Record<string, string> = {}) {
  const registry = new MediaRegistry();
  const id = registry.register({ identity: 'https://media.example/1.jpg', url: 'https://media.example/1.jpg', renew: null });
  const asked: (Record<string, string> | undefined)[] = [];
  let isBodyLeft = false;
  const body = status === 304 ? null : new ReadableStream({ cancel: () => void (isBodyLeft = true) });
  const origin = new Origin(registry, (_url, request) => {
    asked.push(request.headers);
    return Promise.resolve(new Response(body, { status, headers }));
  });
  const found = await compareVersion(origin, id, known, signal);
  return { found, asked, isBodyLeft };
}

test('a host that knows conditions says that it has the same, by a tag where there is one, else by a date', async () => {
  expect(await compareWith({ etag: '"a"', lastModified: date }, 304)).toMatchObject({ found: 'same', asked: [{ 'If-None-Match': '"a"' }] });
  expect(await compareWith({ etag: null, lastModified: date }, 304)).toMatchObject({ found: 'same', asked: [{ 'If-Modified-Since': date }] });
});

test('a host that sends the file is believed by what it says of its version, and no more of it is read', async () => {
  expect(await compareWith({ etag: '"a"', lastModified: date }, 200, { ETag: '"b"', 'Last-Modified': date })).toMatchObject({ found: 'changed', isBodyLeft: true });
  expect(await compareWith({ etag: '"a"', lastModified: date }, 200, { ETag: 'W/"a"' })).toMatchObject({ found: 'same', isBodyLeft: true });
  expect(await compareWith({ etag: null, lastModified: date }, 200, { 'Last-Modified': later })).toMatchObject({ found: 'changed' });
  expect(await compareWith({ etag: null, lastModified: date }, 200, { 'Last-Modified': date })).toMatchObject({ found: 'same' });
});

test('without a version on either side nothing is claimed, and a file of no known version is not asked for', async () => {
  expect(await compareWith({ etag: '"a"', lastModified: date }, 200, { 'Last-Modified': later })).toMatchObject({ found: 'untold' });
  expect(await compareWith({ etag: null, lastModified: null }, 200)).toEqual({ found: 'untold', asked: [], isBodyLeft: false });
});

test('a 304 to nobody’s question is no answer', async () => {
  const registry = new MediaRegistry();
  const id = registry.register({ identity: 'https://media.example/1.jpg', url: 'https://media.example/1.jpg', renew: null });
  const origin = new Origin(registry, () => Promise.resolve(new Response(null, { status: 304 })));
  await expect(origin.open(id, {}, signal)).rejects.toMatchObject({ kind: 'bad-response' });
});
