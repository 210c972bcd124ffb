import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readMediaSocketAnswer, type MediaSocketMessage } from '../../../preload/contract/media-socket.ts';
import { createApplication, type Application } from '../../../main/application.ts';
import { startHostServer, type HostServer } from '../../../main/host/host-server.ts';
import { createLogger } from '../../../main/log/logger.ts';
import type { FixtureFile } from '../../support/fixture-server/recording.ts';
import { startFixtureServer, type FixtureServer } from '../../support/fixture-server/start-fixture-server.ts';

const target = { owner: 'acme', slug: 'socket', uid: 'seq_socket' };
const pictureOf = (index: number, lengthBytes: number): FixtureFile => ({
  suffix: 'jpg',
  read: () => Promise.resolve(Uint8Array.from({ length: lengthBytes }, (_, at) => [0xff, 0xd8, 0xff, 0xe0][at] ?? (at * 31 + index) & 0xff)),
});
const largeBytes = (64 << 20) + 1;
const frames = [...Array.from({ length: 30 }, (_, index) => pictureOf(index, 10_000 + index)), { suffix: 'jpg', read: () => Promise.resolve(new Uint8Array(largeBytes).fill(0xff)) }];

let folder: string;
let origin: FixtureServer;
let application: Application;
let host: HostServer;
let cookie: string;
let mediaIds: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'avala-media-socket-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html>');
  const recording = { ...target, key: 'socket', status: 'pending', featured: null, frames: 'detail-images' as const };
  origin = await startFixtureServer({ sequenceCount: 1, recordings: [{ ...recording, views: [{ key: 'camera', kind: 'image', load: 'printf', frames }] }] });
  const log = createLogger(() => undefined);
  application = await createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    cacheBudgetBytes: 1_000_000_000,
    baseUrl: origin.apiBaseUrl,
    environmentKey: origin.key,
    target: null,
    openPath: null,
    chooseFiles: null,
    fetch: (url, init) => fetch(url, init),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log,
  });
  host = await startHostServer(application, 0, log);
  const exchanged = await fetch(host.address, { redirect: 'manual' });
  cookie = exchanged.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  mediaIds = await idsOfFrames();
});

afterAll(async () => {
  await host.close();
  await application.close();
  await origin.close();
  rmSync(folder, { recursive: true });
});

const { signal } = new AbortController();

async function idsOfFrames(): Promise<string[]> {
  const { owner, slug, uid } = target;
  const opened = await application.execute('recording.open', { owner, slug, sequenceUid: uid }, signal);
  if (!opened.ok) throw new Error(opened.error.message);
  const { recordingId } = opened.value as { recordingId: string };
  const found = await application.execute('recording.view', { recordingId, viewKey: 'camera' }, signal);
  if (!found.ok) throw new Error(found.error.message);
  return (found.value as { frames: { media: { id: string } }[] }).frames.map(({ media }) => media.id);
}

type Answer = NonNullable<ReturnType<typeof readMediaSocketAnswer>>;

/** A page's end of the socket. */
async function connect() {
  const { host: authority, origin: ownOrigin } = new URL(host.address);
  const socket = new WebSocket(`ws://${authority}/media-socket`, { headers: { Origin: ownOrigin, Cookie: cookie } });
  socket.binaryType = 'arraybuffer';
  const answers: Answer[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const answer = data instanceof ArrayBuffer ? readMediaSocketAnswer(data) : null;
    if (answer === null) throw new Error('That is no answer.');
    answers.push(answer);
    for (const look of waiting) look();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    socket,
    answers,
    say: (message: MediaSocketMessage) => socket.send(JSON.stringify(message)),
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => answers.length >= count && resolve();
        waiting.add(look);
        look();
      }),
  };
}

const ask = (id: number, frame: number, isAnew = false): MediaSocketMessage => ({ type: 'ask', id, mediaId: mediaIds[frame] ?? '', isAnew });

test('a file comes whole, the first time from its host and then from disk, as it does over HTTP', async () => {
  const { say, until, answers, socket } = await connect();
  for (const id of [1, 2]) {
    say(ask(id, 3));
    await until(id);
  }
  const overHttp = new Uint8Array(await (await fetch(new URL(`/media/${mediaIds[3]}`, host.address), { headers: { Cookie: cookie } })).arrayBuffer());
  expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, 'whole'],
    [2, 'whole'],
  ]);
  expect(overHttp.byteLength).toBe(10_003);
  for (const { body } of answers) expect(Buffer.compare(body, overHttp)).toBe(0);
  socket.close();
});

test('many files at once come each under its own number, with its own bytes', async () => {
  const { say, until, answers, socket } = await connect();
  for (let round = 0; round < 3; round += 1) for (let frame = 0; frame < 30; frame += 1) say(ask(round * 30 + frame, frame));
  await until(90);
  for (const { id, body } of answers) {
    expect(body.byteLength).toBe(10_000 + (id % 30));
    expect(body[5_000]).toBe((5_000 * 31 + (id % 30)) & 0xff);
  }
  socket.close();
});

test('a file that cannot be had is answered in the media handler’s words', async () => {
  const { say, until, answers, socket } = await connect();
  say({ type: 'ask', id: 7, mediaId: 'A'.repeat(22), isAnew: false });
  await until(1);
  expect(answers[0]).toMatchObject({ id: 7, outcome: 'failed' });
  expect(JSON.parse(Buffer.from(answers[0]?.body ?? []).toString())).toMatchObject({ kind: 'not-found' });
  socket.close();
});

test('a file beyond 64 MiB is left to HTTP', async () => {
  const { say, until, answers, socket } = await connect();
  say(ask(1, 30));
  await until(1);
  expect(answers).toMatchObject([{ id: 1, outcome: 'too-large' }]);
  expect(answers[0]?.body.byteLength).toBe(0);
  socket.close();
});

test('what is asked for anew is fetched from its host again', async () => {
  const { say, until, socket } = await connect();
  say(ask(1, 4));
  await until(1);
  const before = origin.requests.length;
  say(ask(2, 4));
  await until(2);
  expect(origin.requests.length).toBe(before);
  say(ask(3, 4, true));
  await until(3);
  expect(origin.requests.length).toBe(before + 1);
  socket.close();
});

test('what is cancelled while it waits is never fetched, and what is cancelled under way is not answered', async () => {
  const held = origin.faults.add({ fault: { kind: 'held' }, path: /camera/, listener: 'media' });
  const before = origin.requests.length;
  const { say, until, answers, socket } = await connect();
  for (let frame = 10; frame < 25; frame += 1) say(ask(frame, frame, true));
  await expect.poll(() => origin.requests.length - before).toBe(8);
  for (let frame = 10; frame < 24; frame += 1) say({ type: 'cancel', id: frame });
  await expect.poll(() => origin.requests.length - before).toBe(9);
  held.release();
  await until(1);
  expect(answers.map(({ id }) => id)).toEqual([24]);
  socket.close();
});

test.each([
  ['no JSON', 'frame 3, please'],
  ['another message', JSON.stringify({ type: 'delete', id: 1 })],
  ['a path', JSON.stringify({ type: 'ask', id: 1, mediaId: `../${'x'.repeat(64)}`, isAnew: false })],
])('%s ends the socket, and the host goes on', async (_, text) => {
  const { socket } = await connect();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.send(text);
  expect(await closed).toBe(1_008);
  (await connect()).socket.close();
});
