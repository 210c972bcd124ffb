import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { sniffMedia } from '../../../main/media/sniff.ts';
import { startFixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import type { FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { loadShapes } from '../../support/fixture-server/shapes.ts';
import type { LoadShape } from '../../support/fixture-server/shapes.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { clientOf, never } from './client-harness.ts';

const { shapes, drive } = fixtureUids;
let server: FixtureServer;

beforeEach(async () => {
  server = await startFixtureServer();
});
afterEach(async () => {
  await server.close();
});

async function kindAt(url: string): Promise<string | null> {
  const response = await fetch(url);
  return response.ok ? (sniffMedia(new Uint8Array(await response.arrayBuffer()))?.kind ?? null) : null;
}

const pagedSchema = z.object({ next: z.string().nullable(), results: z.array(z.object({ data_url: z.string() })) });

async function jsonAt(url: string): Promise<unknown> {
  return await (await fetch(url)).json();
}

async function loadOf(shape: LoadShape, view: string): Promise<string | null> {
  const { client } = clientOf(server);
  const { views } = (await client.getSequence(shapes, shapes.load(shape), never)).value;
  return views?.find((candidate) => candidate.key === view)?.load ?? null;
}

/** How a person would get from `load` to the address of frame 11 (single files: to the file). */
const lastFrame: Record<LoadShape, (load: string) => Promise<string | null>> = {
  'directory-nginx': linkTo('frame_11.png'),
  'directory-apache': linkTo('frame_11.png'),
  'directory-python': linkTo('frame_11.png'),
  's3-listing': async (load) => {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const text = await (await fetch(token === undefined ? load : `${load}&continuation-token=${token}`)).text();
      keys.push(...[...text.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1] ?? ''));
      token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1];
    } while (token !== undefined);
    expect(keys).toHaveLength(12);
    return new URL(keys.find((key) => key.endsWith('_11.png')) ?? '', load.split('?')[0]).href;
  },
  's3-listing-by-path': async (load) => {
    const text = await (await fetch(load)).text();
    const prefix = /<Prefix>([^<]+)</.exec(text)?.[1] ?? '';
    const key = /<Key>([^<]+_11\.png)</.exec(text)?.[1] ?? '';
    expect(load.endsWith(prefix)).toBe(true);
    return load.slice(0, -prefix.length) + key;
  },
  'json-urls': async (load) => new URL(z.array(z.string()).parse(await jsonAt(load))[11] ?? '', load).href,
  'json-objects': async (load) => z.object({ frames: z.array(z.object({ url: z.string() })) }).parse(await jsonAt(load)).frames[11]?.url ?? null,
  'json-paged': async (load) => {
    const urls: string[] = [];
    let next: string | null = load;
    while (next !== null) {
      const page = pagedSchema.parse(await jsonAt(next));
      urls.push(...page.results.map((row) => row.data_url));
      next = page.next;
    }
    expect(urls).toHaveLength(12);
    return urls[11] ?? null;
  },
  placeholder: (load) => Promise.resolve(load.replace('{index}', '11')),
  printf: (load) => Promise.resolve(load.replace('%06d', '000011')),
  'single-file': (load) => Promise.resolve(load),
  'well-known-manifest': async (load) => {
    expect((await fetch(load)).status).toBe(403);
    const { files } = z.object({ files: z.array(z.object({ path: z.string() })) }).parse(await jsonAt(`${load}manifest.json`));
    return load + (files[11]?.path ?? '');
  },
  'name-pattern': async (load) => {
    expect((await fetch(load)).status).toBe(404);
    return `${load}000011.png`;
  },
  'user-pattern': (load) => Promise.resolve(`${load}shot-12.png`),
  's3-uri': () => Promise.resolve(null),
  'login-page': () => Promise.resolve(null),
  'not-found': () => Promise.resolve(null),
  absent: () => Promise.resolve(null),
};

function linkTo(name: string) {
  return async (load: string) => {
    const html = await (await fetch(load)).text();
    expect(html).toContain(`href="${name}"`);
    return new URL(name, load).href;
  };
}

const dead: readonly LoadShape[] = ['s3-uri', 'login-page', 'not-found', 'absent'];

describe('load', () => {
  test.each(loadShapes.filter((shape) => !dead.includes(shape)))('of shape %s leads to a picture', async (shape) => {
    const load = await loadOf(shape, 'camera_front');
    const url = await lastFrame[shape](load ?? '');
    expect(await kindAt(url ?? '')).toBe('image');
  });

  it('of a dead shape leads nowhere', async () => {
    expect(await loadOf('absent', 'camera_front')).toBeNull();
    expect(await loadOf('s3-uri', 'camera_front')).toMatch(/^s3:\/\//);
    expect((await fetch((await loadOf('not-found', 'camera_front')) ?? '')).status).toBe(404);
    const login = await fetch((await loadOf('login-page', 'camera_front')) ?? '');
    expect([login.status, login.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

describe('the media host', () => {
  async function signedUrl(): Promise<string> {
    const { frames } = (await clientOf(server).client.getSequence(shapes, shapes.frames('detail-images'), never)).value;
    return frames?.[0]?.asset_url ?? '';
  }

  it('answers ranges, HEAD and ranges beyond the end', async () => {
    const url = await signedUrl();
    const whole = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const part = await fetch(url, { headers: { Range: 'bytes=2-5' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-5/${whole.length}`]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(2, 6));
    expect((await fetch(url, { headers: { Range: 'bytes=-3' } })).headers.get('content-range')).toBe(`bytes ${whole.length - 3}-${whole.length - 1}/${whole.length}`);
    expect((await fetch(url, { headers: { Range: `bytes=${whole.length}-` } })).status).toBe(416);
    expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe(String(whole.length));
  });

  it('refuses an unsigned, a tampered and an expired address, in S3’s words', async () => {
    const url = await signedUrl();
    expect((await fetch(url)).status).toBe(200);
    expect(await (await fetch(url.split('?')[0] ?? '')).text()).toContain('<Code>AccessDenied</Code>');
    expect(await (await fetch(url.replace('frame_0', 'frame_1'))).text()).toContain('SignatureDoesNotMatch');
    server.expireSignatures();
    const expired = await fetch(url);
    expect([expired.status, await expired.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
    expect((await fetch(await signedUrl())).status).toBe(200);
  });

  it('gives another address at every read', async () => {
    expect(await signedUrl()).not.toBe(await signedUrl());
  });
});

describe('close', () => {
  test.each<[string, () => string, Record<string, string>]>([
    ['the key at the media host', () => server.mediaOrigin, { 'X-Avala-Api-Key': 'x' }],
    ['the key elsewhere', () => server.elsewhereOrigin, { 'X-Avala-Api-Key': 'x' }],
    ['a cookie at the API', () => server.apiBaseUrl, { Cookie: 'a=b' }],
  ])('fails when the server saw %s', async (_, origin, headers) => {
    await fetch(`${origin()}/x`, { headers });
    await expect(server.close()).rejects.toThrow('must not see');
    server = await startFixtureServer();
  });
});

it('serves the real recording with names, calibration and gaps', async ({ skip }) => {
  if (!server.hasRealRecording) skip();
  const { client } = clientOf(server);
  const { value: real } = await client.getSequence(drive, drive.real, never);
  expect(real.frames?.map((frame) => frame.key)).toEqual(['000965', '000970', '000975']);
  expect(real.frames?.[2]?.images?.map((image) => image?.camera)).toEqual(['front', 'left', 'right']);
  expect(await kindAt(real.frames?.[2]?.images?.[1]?.image_url ?? '')).toBe('image');
  expect(await kindAt(real.frames?.[2]?.asset_url ?? '')).toBe('point-cloud');
  const { value: gap } = await client.getSequence(drive, drive.gap, never);
  expect(gap.frames?.[0]?.images?.map((image) => image?.image_url)).toEqual([null, null, null]);
  expect(await kindAt(gap.frames?.[0]?.asset_url ?? '')).toBe('point-cloud');
  const { value: positions } = await client.getSequence(drive, drive.imageUrls, never);
  expect(positions.frames?.[0]?.image_urls).toHaveLength(3);
  expect(positions.frames?.[0]?.images).toBeNull();
  expect((await client.getSequence(drive, drive.load, never)).value.frames).toBeNull();
});
