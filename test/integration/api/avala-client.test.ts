import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { librarySequenceStatuses } from '../../support/fixture-server/datasets/library-dataset.ts';
import { startFixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import type { FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { expiredFixtureKey, fixtureUids } from '../../support/fixture-server/uids.ts';
import { clientOf, never } from './client-harness.ts';

const { shapes, library, items, broken, empty, locked, mailOwner } = fixtureUids;
let server: FixtureServer;

beforeEach(async () => {
  server = await startFixtureServer();
});
afterEach(async () => {
  await server.close();
});

describe('reading', () => {
  it('pages through 10,000 sequences to the end without duplicates', async () => {
    const { client } = clientOf(server);
    const uids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listSequences(library, { limit: 1_000, ...(cursor === undefined ? {} : { cursor }) }, never);
      uids.push(...page.rows.map((row) => row.uid));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(uids).size).toBe(10_000);
    expect(uids).toHaveLength(10_000);
    expect(uids.at(-1)).toBe(library.sequence(9_999));
    expect(server.requests).toHaveLength(10);
  });

  it('asks for a hundred rows by default and sends ordering, cursor and limit on', async () => {
    const { client } = clientOf(server);
    const first = await client.listSequences(library, { ordering: '-key' }, never);
    expect(first.rows).toHaveLength(100);
    expect(first.rows[0]?.uid).toBe(library.sequence(9_999));
    const second = await client.listSequences(library, { ordering: '-key', cursor: first.nextCursor ?? '', limit: 2 }, never);
    expect(second.rows.map((row) => row.uid)).toEqual([library.sequence(9_899), library.sequence(9_898)]);
  });

  it('keeps every status, also one of no list', async () => {
    const { client } = clientOf(server);
    const { rows } = await client.listSequences(library, { limit: 13 }, never);
    expect(rows.map((row) => row.status)).toEqual([...librarySequenceStatuses]);
  });

  it('reads a sequence’s detail with its frames', async () => {
    const { client } = clientOf(server);
    const { value: sequence } = await client.getSequence(shapes, shapes.frames('detail-images'), never);
    expect(sequence.frames).toHaveLength(12);
    expect(sequence.frames?.[11]?.images?.map((image) => image?.camera)).toEqual(['camera_front', 'camera_rear']);
    expect(sequence.frames?.[11]?.images?.[0]).toMatchObject({ fx: 160, position: { x: 0, y: 0, z: 1 }, model: 'pinhole' });
    expect(sequence.frames?.[11]?.asset_url).toContain('lidar/frame_11.pcd');
  });

  it('lists items, newest first, and reads one', async () => {
    const { client } = clientOf(server);
    const { rows, nextCursor } = await client.listItems(items, {}, never);
    expect(rows).toHaveLength(100);
    expect(nextCursor).not.toBeNull();
    const dates = rows.map((row) => Date.parse(row.created_at ?? ''));
    expect(dates).toEqual([...dates].sort((a, b) => b - a));
    const { value: item } = await client.getItem(items, items.item(3), never);
    expect(item).toMatchObject({ uid: items.item(3), annotations_count: 3, metadata: { width: 320 } });
  });

  it('lists datasets by name', async () => {
    const { client } = clientOf(server);
    const { rows } = await client.listDatasets({ name: 'libr' }, never);
    expect(rows.map((row) => row.slug)).toEqual(['library']);
  });

  it('encodes an owner that is an e-mail address', async () => {
    const { client } = clientOf(server);
    expect((await client.listSequences(mailOwner, {}, never)).rows[0]?.uid).toBe(mailOwner.sequence);
    expect(server.requests[0]?.path).toBe('/api/v1/datasets/team%2Blidar%40example.com/field-tests/sequences/');
  });

  it('reads an empty list, a list without fields and rows of odd types', async () => {
    const { client } = clientOf(server);
    expect(await client.listItems(empty, {}, never)).toEqual({ rows: [], nextCursor: null, droppedCount: 0, isCutShort: false, asOfMs: null, problem: null });
    const { rows } = await client.listSequences(broken, {}, never);
    expect(rows.find((row) => row.uid === broken.oddTypes)).toMatchObject({ key: '42', number_of_frames: null, status: 'quantum_review' });
    expect(rows.find((row) => row.uid === broken.viewsAbsent)?.views).toBeNull();
    expect((await client.getSequence(broken, broken.noFrames, never)).value.frames).toEqual([]);
  });

  it('sends the key to the API only, in every request', async () => {
    const { client } = clientOf(server);
    const { frames } = (await client.getSequence(shapes, shapes.frames('detail-images'), never)).value;
    expect((await fetch(frames?.[0]?.asset_url ?? '')).status).toBe(200);
    const withKey = server.requests.filter((request) => request.headers['x-avala-api-key'] === server.key);
    expect(withKey.map((request) => request.listener)).toEqual(['api']);
    expect(server.requests.map((request) => request.listener)).toEqual(['api', 'media']);
  });
});

describe('the key', () => {
  it('is needed before any request is made', async () => {
    const { client } = clientOf(server, { readKey: () => null });
    await expect(client.listDatasets({}, never)).rejects.toMatchObject({ kind: 'signed-out' });
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    ['avk_wrong', 'Invalid API key.'],
    [expiredFixtureKey, 'API key has expired.'],
  ])('%s is rejected in the service’s words, and the app is told', async (key, detail) => {
    const { client, told } = clientOf(server, { readKey: () => key });
    await expect(client.listDatasets({}, never)).rejects.toMatchObject({ kind: 'key-rejected', message: expect.stringContaining(detail) });
    expect(told.rejections).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('that was replaced while its request was under way is not reported as rejected', async () => {
    let key = 'avk_old';
    const { client, told } = clientOf(server, { readKey: () => key });
    const held = server.faults.add({ fault: { kind: 'held' }, path: /datasets/ });
    const listed = client.listDatasets({}, never);
    const outcome = expect(listed).rejects.toMatchObject({ kind: 'key-rejected' });
    await server.log.whenRequested(/datasets/);
    key = server.key;
    held.release();
    await outcome;
    expect(told.rejections).toBe(0);
  });

  it('with a line break is refused here', async () => {
    const { client } = clientOf(server);
    await expect(client.checkKey('avk_a\r\nX-Other: 1', never)).rejects.toMatchObject({ kind: 'key-rejected' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('checkKey', () => {
  it('accepts a good key and refuses a wrong one without touching the session', async () => {
    const { client, told } = clientOf(server);
    await client.checkKey(server.key, never);
    await expect(client.checkKey('avk_wrong', never)).rejects.toMatchObject({ kind: 'key-rejected' });
    expect(told.rejections).toBe(0);
    expect(server.requests[0]?.path).toBe('/api/v1/datasets/?limit=1');
  });

  test.each(['forbidden', 'not-found'] as const)('accepts a key when the list of datasets is %s', async (kind) => {
    const { client } = clientOf(server);
    server.faults.add({ fault: { kind }, path: /datasets/ });
    await expect(client.checkKey(server.key, never)).resolves.toBeUndefined();
  });

  it('says that a wrong key may be behind a failing service', async () => {
    const { client } = clientOf(server);
    server.faults.add({ fault: { kind: 'server-error' }, path: /datasets/ });
    await expect(client.checkKey(server.key, never)).rejects.toMatchObject({ kind: 'service-failed', message: expect.stringContaining('wrong key') });
  });
});

describe('what is not there or not allowed', () => {
  it('is told apart', async () => {
    const { client } = clientOf(server);
    await expect(client.listItems(locked, {}, never)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(client.listItems({ owner: 'nobody', slug: 'drive' }, {}, never)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.getSequence(shapes, 'seq_nowhere', never)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.getItem(items, '..', never)).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(server.requests).toHaveLength(3);
  });
});
