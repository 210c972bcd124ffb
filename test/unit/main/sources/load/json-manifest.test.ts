import { describe, expect, test } from 'vitest';
import { tryJsonManifest } from '../../../../../main/sources/load/json-manifest.ts';
import { documentLimitBytes, withAddress } from '../../../../../main/sources/load/opened-address.ts';
import { tryWellKnownManifest } from '../../../../../main/sources/load/well-known-manifest.ts';
import { example, siteOf, type Pages } from '../in-process-site.ts';

async function read(pages: Record<string, unknown>, frameCount: number | null = null, load = '/m/list.json') {
  const served: Pages = Object.fromEntries(
    Object.entries(pages).map(([path, value]) => [path, { body: typeof value === 'string' ? value : JSON.stringify(value) }]),
  );
  const site = siteOf(served);
  const context = site.context(example + load, frameCount);
  const result = await withAddress(context.load, context, (opened) => tryJsonManifest(opened, context));
  const frames = result.outcome === 'used' ? result.frames : [];
  return { result, frames, urls: frames.map(({ url }) => url), asked: site.asked };
}
const list = (value: unknown, frameCount: number | null = null) => read({ '/m/list.json': value }, frameCount);

describe('a JSON list of frames', () => {
  test.for<[name: string, value: unknown]>([
    ['an array of addresses', ['a.jpg', '/m/b.jpg']],
    ...['url', 'data_url', 'image_url', 'asset_url', 'load', 'src', 'path'].map((field): [string, unknown] => [
      `objects with ${field}`,
      [{ [field]: 'a.jpg' }, { [field]: 'b.jpg' }],
    ]),
    ...['frames', 'items', 'results', 'files', 'images', 'urls'].map((field): [string, unknown] => [
      `an array under ${field}`,
      { version: 1, [field]: ['a.jpg', { url: 'b.jpg' }] },
    ]),
  ])('may be %s; what is relative lies beside the list', async ([, value]) => {
    expect((await list(value)).urls).toEqual([`${example}/m/a.jpg`, `${example}/m/b.jpg`]);
  });

  test('keeps the place of an entry without an address', async () => {
    expect((await list(['a.jpg', null, { note: 1 }, '', 'b.jpg'])).urls).toEqual([`${example}/m/a.jpg`, null, null, null, `${example}/m/b.jpg`]);
  });

  test('is put in the order of its own numbers, and lost numbers keep their places', async () => {
    const entries = [3, 0, 1].map((index) => ({ url: `${index}.jpg`, index }));
    expect((await list(entries)).urls).toEqual([0, 1, 3].map((n) => `${example}/m/${n}.jpg`));
    expect((await list(entries, 4)).urls).toEqual([`${example}/m/0.jpg`, `${example}/m/1.jpg`, null, `${example}/m/3.jpg`]);
  });

  test('takes timestamps in one unit', async () => {
    const { frames } = await list([{ url: 'a.jpg', timestamp: 1_790_000_000.5 }, { url: 'b.jpg' }, { url: 'c.jpg', timestamp: '1790000001' }]);
    expect(frames.map(({ timestampMs }) => timestampMs)).toEqual([1_790_000_000_500, null, 1_790_000_001_000]);
  });

  test.for([{ detail: 'x' }, [], { frames: [] }, [1, 2], 'null', '"a.jpg"', '[1, 2', { items: { a: 1 } }])('%j is none', async (value) => {
    expect((await list(value)).result.outcome).toBe('failed');
  });

  test('is followed over its pages on its own origin', async () => {
    const { urls, asked } = await read({ '/m/list.json': { results: ['a.jpg'], next: '?page=2' }, '/m/list.json?page=2': { results: ['b.jpg'], next: null } });
    expect(urls).toEqual([`${example}/m/a.jpg`, `${example}/m/b.jpg`]);
    expect(asked).toHaveLength(2);
  });
});

describe('a hostile list', () => {
  test('cannot lead to another host', async () => {
    const { result, asked } = await list({ results: ['a.jpg'], next: 'https://evil.example/next.json' });
    expect(result.outcome).toBe('failed');
    expect(asked).toEqual([`${example}/m/list.json`]);
  });

  test('cannot go round in a circle', async () => {
    const { result, asked } = await read({ '/m/list.json': { results: ['a.jpg'], next: 'b.json' }, '/m/b.json': { results: ['b.jpg'], next: 'list.json' } });
    expect(result.outcome).toBe('failed');
    expect(asked).toHaveLength(2);
  });

  test('with a page that is missing fails rather than showing half', async () => {
    expect((await list({ results: ['a.jpg'], next: '?page=2' })).result.outcome).toBe('failed');
  });

  test('gives at most 100,000 frames, and says so', async () => {
    const { result, frames } = await list(Array.from({ length: 100_001 }, (_, i) => `${i}.jpg`));
    expect(frames).toHaveLength(100_000);
    expect(result.detail).toContain('100,000');
  });

  test('of more than 16 MB is refused', async () => {
    await expect(list(`["${'a'.repeat(documentLimitBytes)}"]`)).rejects.toMatchObject({ kind: 'damaged' });
  });

  test('nested beyond all reason fails like any other', async () => {
    expect((await list('['.repeat(200_000) + ']'.repeat(200_000))).result.outcome).toBe('failed');
  });

  test('keeps addresses that are no web addresses for the frames to report', async () => {
    expect((await list(['file:///etc/passwd', 'data:image/png;base64,AA', 's3://bucket/0.jpg'])).urls).toEqual([
      'file:///etc/passwd',
      'data:image/png;base64,AA',
      's3://bucket/0.jpg',
    ]);
  });
});

describe('a well-known manifest', () => {
  test('is looked for below a folder, under three names, in order', async () => {
    const site = siteOf({ '/cam/frames.json': { body: '["0.jpg"]' } });
    const result = await tryWellKnownManifest(site.context(`${example}/cam`));
    expect(result).toMatchObject({ outcome: 'used', frames: [{ url: `${example}/cam/0.jpg` }] });
    expect(site.asked).toEqual(['index', 'manifest', 'frames'].map((name) => `${example}/cam/${name}.json`));
  });

  test('is not looked for below a file', async () => {
    const site = siteOf({});
    expect(await tryWellKnownManifest(site.context(`${example}/cam/clip.mp4`))).toMatchObject({ outcome: 'skipped' });
    expect(site.asked).toEqual([]);
  });
});
