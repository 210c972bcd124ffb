import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApplication, type Application } from '../../../main/application.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../preload/contract/commands.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { AppEvent } from '../../../preload/contract/events.ts';
import { createClient } from '../../../renderer/bridge/client.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';
import { fixtureUids } from '../../support/fixture-server/uids.ts';

const { shapes } = fixtureUids;
const library = { owner: fixtureUids.library.owner, slug: fixtureUids.library.slug };
const items = { owner: fixtureUids.items.owner, slug: fixtureUids.items.slug };
const opened = { owner: shapes.owner, slug: shapes.slug, sequenceUid: shapes.frames('detail-images') };
let folder: string;
let server: FixtureServer;
let lines: string[];
let running: Application[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'avala-offline-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
  server = await startFixtureServer();
  lines = [];
  running = [];
});
afterEach(async () => {
  for (const application of running) await application.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

type Call = <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<Result<CommandOutput<Name>>>;

interface Started {
  application: Application;
  call: Call;
  events: AppEvent[];
  quit: () => Promise<void>;
}

/** The application over the fixture server and this test's data folder. */
async function start({ key = server.key }: { key?: string | null } = {}): Promise<Started> {
  const application = await createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    cacheBudgetBytes: 100_000_000,
    baseUrl: server.apiBaseUrl,
    environmentKey: key,
    target: null,
    openPath: null,
    chooseFiles: null,
    fetch: (url, init) => fetch(url, init),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log: createLogger((line) => lines.push(line)),
  });
  running.push(application);
  const events: AppEvent[] = [];
  application.subscribe((event) => events.push(event));
  const { signal } = new AbortController();
  const client = createClient({ invoke: (name, input) => application.execute(name, structuredClone(input), signal), subscribe: () => () => undefined });
  const quit = async () => {
    running.splice(running.indexOf(application), 1);
    await application.close();
  };
  return { application, call: (name, input) => client.call(name, input), events, quit };
}

async function valueOf<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

/** The server goes away; `comeBack` starts another at the same address. */
async function goAway(): Promise<() => Promise<void>> {
  const { apiBaseUrl } = server;
  await server.close();
  return async () => {
    server = await startFixtureServer({ port: Number(new URL(apiBaseUrl).port) });
  };
}

/** Answers are saved behind those who asked: resolves when there are so many. */
async function savedAnswers(call: Call, count: number): Promise<void> {
  await vi.waitFor(async () => expect((await valueOf(call('catalog.read', {}))).answers).toBe(count), 5_000);
}

const apiRequests = (path = /./) => server.log.matching(path).filter(({ listener }) => listener === 'api');

async function firstMediaOf({ application, call }: Started): Promise<{ status: number; text: string }[]> {
  const { recordingId, viewKeys } = await valueOf(call('recording.open', opened));
  const [viewKey = ''] = viewKeys;
  const view = await valueOf(call('recording.view', { recordingId, viewKey }));
  if (view.state !== 'resolved') throw new Error(view.reason);
  const answers = [];
  for (const { media } of view.frames.slice(0, 2)) {
    if (media.state !== 'available') throw new Error(media.reason);
    const response = await application.handle(new Request(`http://viewer/media/${media.id}`));
    answers.push({ status: response.status, text: await response.text() });
  }
  // Written to disk behind the answer.
  await vi.waitFor(async () => expect((await valueOf(call('recording.kept', { recordingId, viewKey }))).ranges).toEqual([[0, 2]]));
  return answers;
}

describe('a service that goes away', () => {
  test('leaves lists and details readable, with when they were true, in this run and the next; the rest fails at once and says why', async () => {
    const first = await start();
    const online = await valueOf(first.call('sequence.list', library));
    expect(online).toMatchObject({ asOfMs: null, problem: null, isCutShort: false });
    await valueOf(first.call('dataset.list', {}));
    await valueOf(first.call('recording.open', opened));
    const savedBy = Date.now();
    await savedAnswers(first.call, 3);
    const comeBack = await goAway();

    const saved = await valueOf(first.call('sequence.list', library));
    expect(saved.rows.map(({ uid }) => uid)).toEqual(online.rows.map(({ uid }) => uid));
    expect(saved.asOfMs).toBeLessThanOrEqual(savedBy);
    await vi.waitFor(() => expect(first.events).toContainEqual({ type: 'connection.changed', connection: { state: 'offline', because: 'unreachable', sinceMs: expect.any(Number) } }), 10_000);
    await first.quit();

    const second = await start();
    expect(await valueOf(second.call('app.start', {}))).toMatchObject({ hasSavedAnswers: true, session: { state: 'signed-in' } });
    expect((await valueOf(second.call('dataset.list', {}))).asOfMs).toBeLessThanOrEqual(savedBy);
    expect((await valueOf(second.call('recording.open', opened))).asOfMs).toBeLessThanOrEqual(savedBy);
    await vi.waitFor(() => expect(second.events.some(({ type }) => type === 'connection.changed')).toBe(true), 10_000);
    const beganMs = performance.now();
    const unknown = await second.call('sequence.list', items);
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'unreachable', message: expect.stringContaining('not saved on this computer') } });
    expect(performance.now() - beganMs).toBeLessThan(500);

    expect(await valueOf(second.call('connection.check', {}))).toMatchObject({ state: 'offline' });
    await comeBack();
    expect(await valueOf(second.call('connection.check', {}))).toEqual({ state: 'online' });
    expect(second.events.at(-1)).toEqual({ type: 'connection.changed', connection: { state: 'online' } });
    expect((await valueOf(second.call('sequence.list', library))).asOfMs).toBeNull();
    expect(apiRequests(/HEAD|^\/api\/v1\/$/).map(({ headers }) => headers['x-avala-api-key'])).toEqual([undefined]);
  }, 30_000);

  test('leaves what was saved of a list for an order and for pages that were never asked for, and says that it may not be all', async () => {
    const { call, events } = await start();
    const first = await valueOf(call('sequence.list', { ...library, limit: 20 }));
    await valueOf(call('sequence.list', { ...library, limit: 30, cursor: first.nextCursor ?? '' }));
    await savedAnswers(call, 2);
    const comeBack = await goAway();
    const ordered = await valueOf(call('sequence.list', { ...library, ordering: '-key' }));
    expect(ordered).toMatchObject({ isCutShort: true, nextCursor: null, asOfMs: expect.any(Number) });
    expect(new Set(ordered.rows.map(({ uid }) => uid)).size).toBe(50);
    expect(ordered.rows).toHaveLength(50);
    await vi.waitFor(() => expect(events.some(({ type }) => type === 'connection.changed')).toBe(true), 10_000);
    expect(await valueOf(call('sequence.list', { ...library, limit: 20 }))).toMatchObject({ isCutShort: false, nextCursor: first.nextCursor });
    await comeBack();
  }, 30_000);

  test('leaves frames that were seen, and says of the others at once that they are not on this computer', async () => {
    const first = await start();
    expect((await firstMediaOf(first)).map(({ status }) => status)).toEqual([200, 200]);
    await first.quit();
    const other = await start();
    const comeBack = await goAway();
    expect((await firstMediaOf(other)).map(({ status }) => status)).toEqual([200, 200]);

    const { recordingId, viewKeys } = await valueOf(other.call('recording.open', opened));
    const view = await valueOf(other.call('recording.view', { recordingId, viewKey: viewKeys[0] ?? '' }));
    const unseen = view.state === 'resolved' ? view.frames.at(-1)?.media : undefined;
    if (unseen?.state !== 'available') throw new Error('There is no frame to ask for.');
    await vi.waitFor(() => expect(other.events.some(({ type }) => type === 'connection.changed')).toBe(true), 10_000);
    const beganMs = performance.now();
    const response = await other.application.handle(new Request(`http://viewer/media/${unseen.id}`));
    expect(await response.text()).toContain('This file is not on this computer');
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    await comeBack();
  }, 30_000);
});

describe('conditional requests', () => {
  test('ask whether what is saved still holds, and a 304 is as good as the answer', async () => {
    const { call } = await start();
    const first = await valueOf(call('sequence.list', library));
    await savedAnswers(call, 1);
    const second = await valueOf(call('sequence.list', library));
    expect(second).toEqual(first);
    const [unconditional, conditional] = apiRequests(/library\/sequences/);
    expect(unconditional?.headers['if-none-match']).toBeUndefined();
    expect(conditional?.headers['if-none-match']).toMatch(/^"[\w-]{16}"$/);
  });

  test('are never made for addresses that have expired', async () => {
    const started = await start();
    await firstMediaOf(started);
    server.expireSignatures();
    const { recordingId, viewKeys } = await valueOf(started.call('recording.open', opened));
    const view = await valueOf(started.call('recording.view', { recordingId, viewKey: viewKeys[0] ?? '' }));
    const media = view.state === 'resolved' ? view.frames.at(-1)?.media : undefined;
    if (media?.state !== 'available') throw new Error('There is no frame to ask for.');
    const before = apiRequests(/detail-images|sequences\/seq/).length;
    const response = await started.application.handle(new Request(`http://viewer/media/${media.id}`));
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    const renewals = apiRequests(/sequences\/seq/).slice(before);
    expect(renewals.length).toBeGreaterThan(0);
    expect(renewals.map(({ headers }) => headers['if-none-match'])).toEqual(renewals.map(() => undefined));
  });
});

test('a service that stalls is not waited for where there is something saved; its late answer is announced and is there at once', async () => {
  const { call, events } = await start();
  await valueOf(call('sequence.list', library));
  await savedAnswers(call, 1);
  const stall = server.faults.add({ fault: { kind: 'held' }, path: /library\/sequences/ });
  const beganMs = performance.now();
  const saved = await valueOf(call('sequence.list', library));
  expect(saved.asOfMs).not.toBeNull();
  expect(performance.now() - beganMs).toBeLessThan(3_000);
  expect(events.some(({ type }) => type === 'catalog.renewed')).toBe(false);
  stall.release();
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'catalog.renewed')).toBe(true), 5_000);
  const before = apiRequests(/library/).length;
  expect((await valueOf(call('sequence.list', library))).asOfMs).toBeNull();
  expect(apiRequests(/library/)).toHaveLength(before);
});

test('a service that fails shows what is saved, with its failure', async () => {
  const { call, events } = await start();
  await valueOf(call('sequence.list', library));
  await savedAnswers(call, 1);
  const failing = server.faults.add({ fault: { kind: 'server-error' }, path: /library/ });
  // While it is tried again nobody waits.
  expect(await valueOf(call('sequence.list', library))).toMatchObject({ asOfMs: expect.any(Number), problem: null });
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'catalog.renewed')).toBe(true), 10_000);
  expect(failing.struck).toBe(4);
  expect(await valueOf(call('sequence.list', library))).toMatchObject({ asOfMs: expect.any(Number), problem: { kind: 'service-failed' } });
  server.faults.clear();
  server.faults.add({ fault: { kind: 'html' }, path: /library/ });
  expect(await valueOf(call('sequence.list', library))).toMatchObject({ problem: { kind: 'bad-response' } });
}, 20_000);

describe('without a good key', () => {
  test('a 401 leaves what is saved readable', async () => {
    const { call, events } = await start();
    const online = await valueOf(call('sequence.list', library));
    await savedAnswers(call, 1);
    server.faults.add({ fault: { kind: 'expired-key' }, path: /./, listener: 'api' });
    const saved = await valueOf(call('sequence.list', library));
    expect(saved.rows).toHaveLength(online.rows.length);
    expect(saved).toMatchObject({ asOfMs: expect.any(Number), problem: null });
    expect(events).toContainEqual({ type: 'session.changed', session: expect.objectContaining({ state: 'rejected' }) });
    expect(await call('sequence.list', items)).toMatchObject({ ok: false, error: { kind: 'key-rejected' } });
  });

  test('signed out, what is saved is readable until it is deleted', async () => {
    const first = await start();
    await valueOf(first.call('sequence.list', library));
    await valueOf(first.call('recording.open', opened));
    await savedAnswers(first.call, 2);
    await valueOf(first.call('session.sign-out', {}));
    expect((await valueOf(first.call('sequence.list', library))).asOfMs).not.toBeNull();
    await first.quit();
    const second = await start({ key: null });
    expect(await valueOf(second.call('app.start', {}))).toMatchObject({ session: { state: 'signed-out' }, hasSavedAnswers: true });
    expect((await valueOf(second.call('recording.open', opened))).asOfMs).not.toBeNull();
    expect((await valueOf(second.call('catalog.read', {}))).bytes).toBeGreaterThan(0);
    expect(await valueOf(second.call('catalog.clear', {}))).toEqual({ answers: 0, bytes: 0 });
    expect(second.events).toContainEqual({ type: 'catalog.changed', hasSavedAnswers: false });
    expect(await second.call('sequence.list', library)).toMatchObject({ ok: false, error: { kind: 'signed-out' } });
  });
});

test('with the switch on no request leaves, whatever is asked for, also after the next start', async () => {
  const first = await start();
  await valueOf(first.call('sequence.list', library));
  await firstMediaOf(first);
  await savedAnswers(first.call, 2);
  expect(await valueOf(first.call('connection.setOffline', { isWanted: true }))).toMatchObject({ because: 'switch' });
  const before = server.requests.length;
  const ask = async ({ application, call }: Started) => {
    expect((await valueOf(call('sequence.list', library))).asOfMs).not.toBeNull();
    expect(await call('item.list', items)).toMatchObject({ error: { kind: 'unreachable', message: expect.stringContaining('Work offline') } });
    expect(await call('session.sign-in', { key: 'avk_any', forThisSessionOnly: true })).toMatchObject({ error: { kind: 'unreachable', message: expect.stringContaining('Work offline') } });
    const { recordingId, viewKeys } = await valueOf(call('recording.open', opened));
    const view = await valueOf(call('recording.view', { recordingId, viewKey: viewKeys[0] ?? '' }));
    const unseen = view.state === 'resolved' ? view.frames.at(-1)?.media : undefined;
    if (unseen?.state !== 'available') throw new Error('There is no frame to ask for.');
    const response = await application.handle(new Request(`http://viewer/media/${unseen.id}`));
    expect(await response.text()).toContain('you are working offline');
    await valueOf(call('connection.check', {}));
  };
  await ask(first);
  await first.quit();
  const second = await start();
  expect(await valueOf(second.call('app.start', {}))).toMatchObject({ connection: { state: 'offline', because: 'switch' }, settings: { worksOffline: true } });
  await ask(second);
  expect(server.requests).toHaveLength(before);

  await valueOf(second.call('connection.setOffline', { isWanted: false }));
  expect((await valueOf(second.call('sequence.list', library))).asOfMs).toBeNull();
}, 30_000);

test('what is saved is in files for their owner alone, and nothing of it nor the key is in a log', async () => {
  const { call, quit } = await start();
  await valueOf(call('sequence.list', library));
  await valueOf(call('recording.open', opened));
  await savedAnswers(call, 2);
  const catalog = join(folder, 'data', 'catalog');
  expect(readdirSync(catalog).map((name) => (statSync(join(catalog, name)).mode & 0o777).toString(8))).toEqual(readdirSync(catalog).map(() => '600'));
  await quit();
  expect(readdirSync(catalog).some((name) => readFileSync(join(catalog, name)).includes(server.key))).toBe(false);
  expect(lines.join('\n')).not.toMatch(new RegExp(`X-Amz|${server.key}`));
});
