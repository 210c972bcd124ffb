import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../../../main/failure.ts';
import { kindOfContent } from '../../../../../main/sources/load/content-kind.ts';
import { describeAddress } from '../../../../../main/sources/load/describe-address.ts';
import { NamePatternSearch } from '../../../../../main/sources/load/name-pattern.ts';
import { resolveLoad } from '../../../../../main/sources/load/resolve-load.ts';
import { findViewKind } from '../../../../../main/sources/view-kind.ts';
import { example, jpeg, pcd, siteOf, type Pages } from '../in-process-site.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const floats = new Uint8Array(new Float32Array([1.5, -2.25, 0.125, 0.5]).buffer);

describe('what the first bytes are', () => {
  test('counts more than the suffix', () => {
    expect(kindOfContent(jpeg, 'https://h/0.pcd')).toBe('image');
    expect(kindOfContent(bytes(pcd), 'https://h/0')).toBe('point-cloud');
    expect(kindOfContent(gzipSync(bytes(pcd.repeat(40))).subarray(0, 60), 'https://h/0.gz')).toBe('point-cloud');
  });

  test('is the suffix’s word where there is no signature, unless they are text', () => {
    expect(kindOfContent(floats, 'https://h/0.bin')).toBe('point-cloud');
    expect(kindOfContent(floats, 'https://h/0.dat')).toBeNull();
    expect(kindOfContent(bytes('Not found'), 'https://h/0.bin')).toBeNull();
    expect(kindOfContent(bytes('<html>'), 'https://h/0.jpg')).toBeNull();
    expect(kindOfContent(bytes('# made by hand\nVERSION .7'), 'https://h/0.pcd')).toBe('point-cloud');
    expect(kindOfContent(bytes('<html># .PCD'), 'https://h/0.pcd')).toBeNull();
    expect(kindOfContent(new Uint8Array(), 'https://h/0.bin')).toBeNull();
  });
});

const resolve = (load: string, pages: Pages) => {
  const site = siteOf(pages);
  const options = { viewKey: 'front', ownPattern: undefined, namePatterns: new NamePatternSearch() };
  return resolveLoad(site.context(load, 3), options).then((outcome) => ({ outcome, asked: site.asked }));
};

describe('a load that is one file', () => {
  test('costs one request, and is one frame', async () => {
    const { outcome, asked } = await resolve(`${example}/0.jpg?sig=a`, { '/0.jpg?sig=a': { body: jpeg } });
    expect(outcome).toMatchObject({ state: 'resolved', kind: 'image', frames: [{ url: `${example}/0.jpg?sig=a` }] });
    expect(asked).toHaveLength(1);
  });

  test.for(['.alp', '.alp.gz'])('in Avala’s own format (%s) says so, with its size and first bytes, and stops', async (suffix) => {
    const { outcome, asked } = await resolve(`${example}/0${suffix}`, { [`/0${suffix}`]: { body: Uint8Array.of(0x1f, 0x8b, 8, 0, 7) } });
    expect(outcome).toMatchObject({ state: 'failed', reason: expect.stringMatching(/\.alp format.*not public.*1f 8b 08 00 07/) as string });
    expect(asked).toHaveLength(1);
  });

  test('on a host that is down is not followed by forty guesses', async () => {
    let requests = 0;
    const down = await resolveLoad(
      {
        ...siteOf({}).context('https://down.example/cam/', 3),
        fetchMedia: () => {
          requests += 1;
          return Promise.reject(new Failure('unreachable', 'The connection to the media host failed.'));
        },
      },
      { viewKey: 'front', ownPattern: undefined, namePatterns: new NamePatternSearch() },
    );
    expect(down).toMatchObject({ state: 'failed', reason: 'The connection to the media host failed.' });
    expect(requests).toBe(1);
  });
});

describe('the kind of a view', () => {
  test('is read from its first frame that can be fetched', async () => {
    const { fetchMedia, asked, context } = siteOf({ '/1.jpg': { body: jpeg } });
    expect(await findViewKind([null, 's3://b/0.pcd', `${example}/1.jpg`], { fetchMedia, signal: context('').signal })).toEqual({ kind: 'image', unreadable: null });
    expect(asked).toEqual([`${example}/1.jpg`]);
  });

  test('is its suffix’s when the frame cannot be had', async () => {
    const { fetchMedia, context } = siteOf({});
    const request = { fetchMedia, signal: context('').signal };
    expect(await findViewKind([`${example}/1.bin`], request)).toEqual({ kind: 'point-cloud', unreadable: null });
    expect(await findViewKind(['s3://b/0.mp4'], request)).toEqual({ kind: 'video', unreadable: null });
    expect(await findViewKind([], request)).toEqual({ kind: 'unknown', unreadable: null });
  });

  test('says what frames in Avala’s own format are', async () => {
    const { fetchMedia, context } = siteOf({ '/0.alp': { body: Uint8Array.of(0xa1, 2, 3) } });
    const { unreadable } = await findViewKind([`${example}/0.alp`], { fetchMedia, signal: context('').signal });
    expect(unreadable).toMatch(/\.alp format.*a1 02 03/);
  });
});

test('evidence names the host and the end of the path, never a query', () => {
  expect(describeAddress('https://h.example/people/ann/seq/front/0.jpg?Signature=secret#x')).toBe('h.example/…/front/0.jpg');
  expect(describeAddress('https://h.example/cam/')).toBe('h.example/cam/');
  expect(describeAddress('nonsense')).toBe('the address');
});
