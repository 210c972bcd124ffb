import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { startFixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import type { FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';
import type { Fault } from '../../support/fixture-server/faults/fault.ts';
import { FrozenTiming } from '../../support/fixture-timing.ts';
import { clientOf, never } from './client-harness.ts';

const { library } = fixtureUids;
const path = /\/sequences\//;
let server: FixtureServer;

beforeEach(async () => {
  server = await startFixtureServer();
});
afterEach(async () => {
  await server.close();
});

/** Lists sequences under a fault that strikes `times` times, or always. */
async function listUnder(fault: Fault, times?: number) {
  const harness = clientOf(server);
  server.faults.add({ fault, path, ...(times === undefined ? {} : { times }) });
  const page = await harness.client.listSequences(library, { limit: 3 }, never);
  return { ...harness, page };
}

test.each<[Fault['kind'], Fault, string, number]>([
  ['invalid-key', { kind: 'invalid-key' }, 'key-rejected', 1],
  ['expired-key', { kind: 'expired-key' }, 'key-rejected', 1],
  ['missing-key', { kind: 'missing-key' }, 'key-rejected', 1],
  ['forbidden', { kind: 'forbidden' }, 'forbidden', 1],
  ['not-found', { kind: 'not-found' }, 'not-found', 1],
  ['reply', { kind: 'reply', status: 400, body: '{"limit":["Too large."]}' }, 'rejected-request', 1],
  ['server-error', { kind: 'server-error' }, 'service-failed', 4],
  ['throttled', { kind: 'throttled', retryAfter: '7' }, 'throttled', 4],
  ['no-answer', { kind: 'no-answer' }, 'unreachable', 4],
  ['cut', { kind: 'cut' }, 'unreachable', 4],
  ['wrong-length', { kind: 'wrong-length' }, 'unreachable', 4],
  ['truncated', { kind: 'truncated' }, 'bad-response', 1],
  ['malformed-json', { kind: 'malformed-json' }, 'bad-response', 1],
  ['html', { kind: 'html' }, 'bad-response', 1],
  ['redirect', { kind: 'redirect' }, 'redirected', 1],
])('%s: %j becomes %s after %i requests', async (_, fault, kind, requests) => {
  await expect(listUnder(fault)).rejects.toMatchObject({ name: 'Failure', kind });
  expect(server.requests.filter((request) => request.listener === 'api')).toHaveLength(requests);
});

test.each<Fault>([{ kind: 'server-error' }, { kind: 'no-answer' }, { kind: 'cut' }, { kind: 'throttled', retryAfter: '7' }])(
  'a passing fault ($kind) is retried until it has passed',
  async (fault) => {
    const { page } = await listUnder(fault, 3);
    expect(page.rows).toHaveLength(3);
    expect(server.requests).toHaveLength(4);
  },
);

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308] as const)('of status %i is refused and its target sees no request', async (status) => {
    await expect(listUnder({ kind: 'redirect', status })).rejects.toMatchObject({ kind: 'redirected' });
    expect(server.requests.map((request) => request.listener)).toEqual(['api']);
  });

  it('to the API itself is refused as well', async () => {
    await expect(listUnder({ kind: 'redirect', location: `${server.apiBaseUrl}/datasets/` })).rejects.toMatchObject({ kind: 'redirected' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a page', () => {
  it('whose next is on another origin is the last one, and that origin sees no request', async () => {
    const { page } = await listUnder({ kind: 'next-elsewhere' });
    expect(page).toMatchObject({ nextCursor: null });
    expect(page.rows).toHaveLength(3);
    expect(server.requests.map((request) => request.listener)).toEqual(['api']);
  });

  it('without rows is an empty list', async () => {
    expect((await listUnder({ kind: 'empty-page' })).page).toEqual({ rows: [], nextCursor: null, droppedCount: 0, isCutShort: false, asOfMs: null, problem: null });
  });

  it('of unknown statuses or missing fields keeps its rows', async () => {
    expect((await listUnder({ kind: 'unknown-status' }, 1)).page.rows.map((row) => row.status)).toEqual(Array(3).fill('quantum_review'));
    expect((await listUnder({ kind: 'missing-fields' })).page.rows.map((row) => [row.uid, row.key])).toEqual([0, 1, 2].map((index) => [library.sequence(index), null]));
  });

  it('whose next leads back to itself ends the list', async () => {
    const { client } = clientOf(server);
    const body = JSON.stringify({ next: '?cursor=same', results: [{ uid: 'a' }] });
    server.faults.add({ fault: { kind: 'reply', status: 200, body }, path });
    expect((await client.listSequences(library, {}, never)).nextCursor).toBe('same');
    expect((await client.listSequences(library, { cursor: 'same' }, never)).nextCursor).toBeNull();
  });
});

describe('a pause that the service asks for', () => {
  it('in seconds is kept exactly and announced', async () => {
    const { timing, told, page } = await listUnder({ kind: 'throttled', retryAfter: '30' }, 1);
    expect(page.rows).toHaveLength(3);
    expect(timing.sleptMs).toEqual([30_000]);
    expect(told.waitsUntilMs).toEqual([timing.now()]);
  });

  it('as a date is kept by the server’s clock', async () => {
    const { timing } = await listUnder({ kind: 'throttled', retryAfter: new Date(Date.now() + 20_000).toUTCString() }, 1);
    const [sleptMs] = timing.sleptMs;
    expect(timing.sleptMs).toHaveLength(1);
    // An HTTP date counts whole seconds: a second is lost at most at either end.
    expect(sleptMs).toBeGreaterThanOrEqual(18_000);
    expect(sleptMs).toBeLessThanOrEqual(21_000);
  });

  it('of more than a minute fails at once with the time to come back, and holds later requests back too', async () => {
    const { client, timing } = clientOf(server);
    server.faults.add({ fault: { kind: 'throttled', retryAfter: '3600' }, path, times: 1 });
    const retryAtMs = timing.now() + 3_600_000;
    await expect(client.listSequences(library, {}, never)).rejects.toMatchObject({ kind: 'throttled', retryAtMs });
    await expect(client.listDatasets({}, never)).rejects.toMatchObject({ kind: 'throttled', retryAtMs });
    expect(server.requests).toHaveLength(1);
  });

  it('holds every other request back as well', async () => {
    const { client, timing } = clientOf(server);
    const resetAtSeconds = Math.floor(Date.now() / 1_000) + 10;
    server.faults.add({ fault: { kind: 'rate-limit-used-up', resetAtSeconds }, path, times: 1 });
    await client.listSequences(library, {}, never);
    expect(timing.sleptMs).toEqual([]);
    await client.listDatasets({}, never);
    expect(timing.sleptMs).toHaveLength(1);
    expect(timing.sleptMs[0]).toBeGreaterThanOrEqual(8_000);
    expect(timing.sleptMs[0]).toBeLessThanOrEqual(10_000);
  });

  it('ends at once when the caller gives up', async () => {
    const timing = new FrozenTiming();
    const { client } = clientOf(server, { timing });
    server.faults.add({ fault: { kind: 'throttled', retryAfter: '30' }, path });
    const caller = new AbortController();
    const listed = client.listSequences(library, {}, caller.signal);
    expect(await timing.whenAsleep).toBe(30_000);
    caller.abort();
    await expect(listed).rejects.toMatchObject({ kind: 'cancelled' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a slow answer', () => {
  it('is given up after the time-out, without another try', async () => {
    const { client } = clientOf(server, { timeoutMs: 500 });
    server.faults.add({ fault: { kind: 'held' }, path });
    await expect(client.listSequences(library, {}, never)).rejects.toMatchObject({ kind: 'timed-out' });
    expect(server.requests).toHaveLength(1);
  });

  it('is left at once when the caller gives up', async () => {
    const { client } = clientOf(server);
    server.faults.add({ fault: { kind: 'held' }, path });
    const caller = new AbortController();
    const listed = client.listSequences(library, {}, caller.signal);
    const outcome = expect(listed).rejects.toMatchObject({ kind: 'cancelled' });
    await server.log.whenRequested(path);
    caller.abort();
    await outcome;
  });
});

it('says that a server which is not there cannot be reached', async () => {
  const gone = await startFixtureServer();
  await gone.close();
  const { client, timing } = clientOf(gone);
  await expect(client.listDatasets({}, never)).rejects.toMatchObject({ kind: 'unreachable' });
  expect(timing.sleptMs).toHaveLength(3);
});
