import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMediaFetch } from '../../../main/media/fetch-media.ts';
import type { Fault } from '../../support/fixture-server/faults/fault.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import { bytesOf, keyOf, makeFolder, setUpMedia, type MediaSetup } from './media-setup.ts';

let server: FixtureServer;
let url: string;
let whole: Uint8Array;
let half: number;

beforeAll(async () => {
  server = await startFixtureServer();
  const { owner, slug, long } = fixtureUids.shapes;
  url = `${server.mediaOrigin}/open/${owner}/${slug}/${long}/lidar/frame_0.pcd`;
  whole = await bytesOf(await fetch(url));
  half = whole.byteLength >> 1;
});
afterEach(() => server.faults.clear());
afterAll(() => server.close());

/** Another version of the file, as the fixture server's faults make it. */
const anotherVersion = () => whole.map((byte, index) => (index < 512 ? byte : byte ^ 0xff));
const switchOn = (fault: Fault, times = 1) => server.faults.add({ fault, path: /lidar\/frame_0/, listener: 'media', times });
const rangesSince = (count: number) => server.requests.slice(count).map(({ headers }) => headers.range);

async function setUpPinned(options: Parameters<typeof setUpMedia>[0] = {}): Promise<MediaSetup> {
  const media = await setUpMedia(options);
  media.store.pin('p', [keyOf(url)]);
  return media;
}

/** Half of the file is on disk, and nobody is fetching the rest. */
async function fetchHalf(media: MediaSetup): Promise<void> {
  const stall = switchOn({ kind: 'stall' });
  const pause = new AbortController();
  const keeping = media.keep(url, { signal: pause.signal });
  await expect.poll(() => media.store.partialBytes).toBe(half);
  pause.abort();
  await expect(keeping).rejects.toMatchObject({ kind: 'cancelled' });
  await media.downloads.stopAll();
  stall.release();
  expect(media.store.partialBytes).toBe(half);
}

async function expectKept(media: MediaSetup, content: Uint8Array): Promise<void> {
  const file = media.store.read(keyOf(url));
  expect(await file?.read(0, 1 << 20)).toEqual(new Uint8Array(content));
  expect(file?.record.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  file?.close();
  expect(media.store.partialBytes).toBe(0);
  expect(await readdir(join(media.folder, 'store', 'incoming'))).toEqual([]);
}

describe('an interrupted download of a pinned file', () => {
  it('goes on where it stopped, and fetches no byte twice', async () => {
    const media = await setUpPinned();
    await fetchHalf(media);
    const before = server.requests.length;
    await media.keep(url);
    expect(server.requests.slice(before).map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [`bytes=${half}-`, (await fetch(url, { method: 'HEAD' })).headers.get('etag')],
    ]);
    await expectKept(media, whole);
  });

  it('goes on in the next run of the app', async () => {
    const folder = await makeFolder();
    const first = await setUpPinned({ folder });
    await fetchHalf(first);
    await first.store.close();
    const second = await setUpMedia({ folder });
    expect(second.store.partialBytes).toBe(half);
    const before = server.requests.length;
    await second.keep(url);
    expect(rangesSince(before)).toEqual([`bytes=${half}-`]);
    await expectKept(second, whole);
  });

  it('goes on with what was flushed when the computer was started anew', async () => {
    const folder = await makeFolder();
    const first = await setUpPinned({ folder });
    await fetchHalf(first);
    await first.store.close();
    const index = new DatabaseSync(join(folder, 'store', 'index.sqlite'));
    index.exec("UPDATE partial SET boot_id = 'an earlier start', synced_bytes = 1000");
    index.close();
    const second = await setUpMedia({ folder });
    const before = server.requests.length;
    await second.keep(url);
    expect(rangesSince(before)).toEqual(['bytes=1000-']);
    await expectKept(second, whole);
  });

  it('asks for nothing when all of it had come', async () => {
    const folder = await makeFolder();
    const first = await setUpPinned({ folder });
    await fetchHalf(first);
    await first.keep(url);
    await first.store.close();
    const path = join(folder, 'store', 'incoming', `${keyOf(url)}.part`);
    await rename(join(folder, 'store', 'files', keyOf(url).charAt(0), keyOf(url).charAt(1), keyOf(url)), path);
    const index = new DatabaseSync(join(folder, 'store', 'index.sqlite'));
    index.prepare('DELETE FROM file WHERE key = ?').run(keyOf(url));
    index.prepare("INSERT INTO partial VALUES (?, ?, '\"e\"', NULL, 'an earlier start', ?)").run(keyOf(url), whole.byteLength, whole.byteLength);
    index.close();
    const second = await setUpMedia({ folder });
    const before = server.requests.length;
    await second.keep(url);
    expect(rangesSince(before)).toEqual([]);
    await expectKept(second, whole);
  });

  it('is what a reader gets, from its first byte', async () => {
    const media = await setUpPinned();
    await fetchHalf(media);
    const before = server.requests.length;
    expect(await bytesOf(await media.get(media.addressOf(url)))).toEqual(whole);
    expect(rangesSince(before)).toEqual([`bytes=${half}-`]);
  });

  it('is stopped for good when nobody pins it any more', async () => {
    const media = await setUpPinned();
    await fetchHalf(media);
    media.store.unpin('p');
    await media.store.settled();
    expect(media.store.partialBytes).toBe(0);
    expect(await readdir(join(media.folder, 'store', 'incoming'))).toEqual([]);
  });

  it('renews an address that has expired meanwhile, and then goes on', async () => {
    const media = await setUpPinned();
    await fetchHalf(media);
    switchOn({ kind: 'expired-signature' });
    const before = server.requests.length;
    await media.keep(url, { renew: async () => `${url}?X-Amz-Signature=fresh` });
    expect(rangesSince(before)).toEqual([`bytes=${half}-`, `bytes=${half}-`]);
    await expectKept(media, whole);
  });

  it('is not begun twice by who comes while the first is put away', async () => {
    const media = await setUpPinned();
    const stall = switchOn({ kind: 'stall' });
    const pause = new AbortController();
    const keeping = media.keep(url, { signal: pause.signal });
    await expect.poll(() => media.store.partialBytes).toBe(half);
    stall.release();
    const before = server.requests.length;
    pause.abort();
    await expect(keeping).rejects.toMatchObject({ kind: 'cancelled' });
    await media.keep(url);
    expect(rangesSince(before)).toEqual([`bytes=${half}-`]);
    await expectKept(media, whole);
  });
});

describe('a host that is not to be trusted with the rest of a file', () => {
  it.each<[string, Fault, string[]]>([
    ['sends the whole file instead', { kind: 'ranges-ignored' }, ['rest']],
    ['has another version, and says so', { kind: 'changed' }, ['rest']],
    ['sends the part of another version', { kind: 'changed-unnoticed' }, ['rest', 'whole']],
    ['sends another part', { kind: 'wrong-content-range', says: 'start' }, ['rest', 'whole']],
    ['says that the file is longer', { kind: 'wrong-content-range', says: 'total' }, ['rest', 'whole']],
    ['does not say which part it sends', { kind: 'wrong-content-range', says: 'nothing' }, ['rest', 'whole']],
  ])('gives one version of it, never two mixed, when it %s', async (_, fault, requests) => {
    const media = await setUpPinned();
    await fetchHalf(media);
    switchOn(fault, 2);
    const before = server.requests.length;
    await media.keep(url);
    expect(rangesSince(before)).toEqual(requests.map((request) => (request === 'rest' ? `bytes=${half}-` : undefined)));
    await expectKept(media, fault.kind.startsWith('changed') ? anotherVersion() : whole);
  });

  it.each<[string, Fault, string, string]>([
    ['a sign-in page', { kind: 'html' }, 'damaged', 'a web page, perhaps a sign-in page,'],
    ['a refusal', { kind: 'expired-signature' }, 'forbidden', 'its link has expired'],
    ['an error', { kind: 'server-error' }, 'service-failed', 'The media host failed'],
    ['nothing', { kind: 'no-answer' }, 'unreachable', 'The connection to the media host failed'],
  ])('costs nothing of what is there when it sends %s', async (_, fault, kind, message) => {
    const media = await setUpPinned();
    await fetchHalf(media);
    const trouble = switchOn(fault);
    await expect(media.keep(url)).rejects.toMatchObject({ kind, message: expect.stringContaining(message) });
    await media.downloads.stopAll();
    trouble.release();
    expect(media.store.partialBytes).toBe(half);
    const before = server.requests.length;
    await media.keep(url);
    expect(rangesSince(before)).toEqual([`bytes=${half}-`]);
    await expectKept(media, whole);
  });

  it('costs what it promised and did not have: the next attempt ends with the whole file', async () => {
    const media = await setUpPinned();
    const lie = switchOn({ kind: 'wrong-length' });
    await expect(media.keep(url)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(media.store.usage().files).toBe(0);
    await media.downloads.stopAll();
    lie.release();
    await media.keep(url);
    await expectKept(media, whole);
  });

  it('gets nearer to the end with each part that breaks off', async () => {
    const media = await setUpPinned();
    await fetchHalf(media);
    const before = server.requests.length;
    const short = switchOn({ kind: 'truncated' }, 2);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(media.keep(url)).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('broke off') });
      await media.downloads.stopAll();
    }
    short.release();
    await media.keep(url);
    const quarter = (whole.byteLength - half) >> 1;
    const eighth = (whole.byteLength - half - quarter) >> 1;
    expect(rangesSince(before)).toEqual([half, half + quarter, half + quarter + eighth].map((start) => `bytes=${start}-`));
    await expectKept(media, whole);
  });

  it('is given up when it falls silent, and what came is kept', async () => {
    const media = await setUpPinned({ fetchMedia: createMediaFetch({ fetch, idleTimeoutMs: 200 }) });
    switchOn({ kind: 'stall' });
    await expect(media.keep(url)).rejects.toMatchObject({ kind: 'timed-out', message: expect.stringContaining('did not answer in time') });
    await media.downloads.stopAll();
    expect(media.store.partialBytes).toBe(half);
    await media.keep(url);
    await expectKept(media, whole);
  });

  it('whose connection is reset in the middle ends with the whole file at the next attempt', async () => {
    const media = await setUpPinned();
    switchOn({ kind: 'cut' });
    await expect(media.keep(url)).rejects.toMatchObject({ kind: 'unreachable' });
    await media.downloads.stopAll();
    await media.keep(url);
    await expectKept(media, whole);
  });
});

describe('leftovers in the folder for new files', () => {
  it('are removed at the next start, but for parts of pinned files that their record knows', async () => {
    const folder = await makeFolder();
    const first = await setUpPinned({ folder });
    await fetchHalf(first);
    await first.store.close();
    const incoming = join(folder, 'store', 'incoming');
    const part = await readFile(join(incoming, `${keyOf(url)}.part`));
    const index = new DatabaseSync(join(folder, 'store', 'index.sqlite'));
    const keys = { unpinned: keyOf(`${url}?unpinned`), noRecord: keyOf(`${url}?no-record`), noFile: keyOf(`${url}?no-file`), tooLong: keyOf(`${url}?too-long`) };
    const addRecord = index.prepare("INSERT INTO partial VALUES (?, 2000, '\"e\"', NULL, 'any', 1000)");
    for (const key of [keys.unpinned, keys.noFile, keys.tooLong]) addRecord.run(key);
    const pin = index.prepare("INSERT INTO pinned_file VALUES ('p', ?)");
    for (const key of [keys.noRecord, keys.noFile, keys.tooLong]) pin.run(key);
    index.close();
    for (const key of [keys.unpinned, keys.noRecord, keys.tooLong]) await writeFile(join(incoming, `${key}.part`), part);

    const second = await setUpMedia({ folder });
    expect(await readdir(incoming)).toEqual([`${keyOf(url)}.part`]);
    expect(second.store.partialBytes).toBe(half);
    await second.store.close();
    const after = new DatabaseSync(join(folder, 'store', 'index.sqlite'), { readOnly: true });
    expect(after.prepare('SELECT key FROM partial').all()).toEqual([{ key: keyOf(url) }]);
    after.close();
  });
});
