import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { mediaSocketTrailer, type MediaSocketMessage, type MediaSocketOutcome } from '../../../../preload/contract/media-socket.ts';
import { DecodeError } from '../../../../renderer/decode/decode-error.ts';
import { readOverSocket } from '../../../../renderer/decode/media-reader.ts';
import { MediaSocket } from '../../../../renderer/decode/media-socket.ts';

/** A host at the test's hands: real sockets, answers when it is told to. */
let http: Server;
let sockets: WebSocketServer;
let heard: { socket: ServerSocket; message: MediaSocketMessage }[];
let reader: MediaSocket;
let origin: string;

beforeEach(async () => {
  heard = [];
  http = createServer((request, response) => response.end(`over HTTP: ${request.url}`));
  sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) heard.push({ socket, message: JSON.parse(data.toString()) as MediaSocketMessage });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  reader = new MediaSocket(() => new WebSocket(`ws://${origin}`));
});

afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  http.closeAllConnections();
  http.close();
});

const going = new AbortController().signal;
const hears = async (count: number) => await expect.poll(() => heard.length).toBe(count);

function answer(index: number, outcome: MediaSocketOutcome, text: string): void {
  const asked = heard[index];
  if (asked === undefined) throw new Error('That was not asked.');
  asked.socket.send(Buffer.from(text), { fin: false });
  asked.socket.send(mediaSocketTrailer(asked.message.id, outcome), { fin: true });
}

test('answers find the ask they belong to, whatever their order', async () => {
  const reads = ['a', 'b', 'c'].map((id) => reader.read(id, { isAnew: false }, going));
  await hears(3);
  for (const index of [2, 0, 1]) answer(index, 'whole', `bytes of ${'abc'[index]}`);
  const texts = (await Promise.all(reads)).map((bytes) => Buffer.from(bytes ?? []).toString());
  expect(texts).toEqual(['bytes of a', 'bytes of b', 'bytes of c']);
  expect(sockets.clients.size).toBe(1);
});

test('a failure is told in the words that came', async () => {
  const reading = reader.read('a', { isAnew: true }, going);
  await hears(1);
  expect(heard[0]?.message).toMatchObject({ mediaId: 'a', isAnew: true });
  answer(0, 'failed', JSON.stringify({ kind: 'unreachable', message: 'The media host cannot be reached.' }));
  await expect(reading).rejects.toThrow(new DecodeError('The media host cannot be reached.'));
});

test('giving up calls the ask off and brings nothing, even when the answer was on its way', async () => {
  const giving = new AbortController();
  const reading = reader.read('a', { isAnew: false }, giving.signal);
  await hears(1);
  giving.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  await hears(2);
  expect(heard[1]?.message).toEqual({ type: 'cancel', id: heard[0]?.message.id });
  answer(0, 'whole', 'too late');
  const next = reader.read('b', { isAnew: false }, going);
  await hears(3);
  answer(2, 'whole', 'in time');
  expect(Buffer.from((await next) ?? []).toString()).toBe('in time');
});

test('what was under way when the socket broke comes over HTTP, and the next file over a new socket', async () => {
  const readMedia = readOverSocket(reader);
  const reading = readMedia(`http://${origin}/media/a`, { isAnew: false }, going);
  await hears(1);
  heard[0]?.socket.terminate();
  expect(Buffer.from(await reading).toString()).toBe('over HTTP: /media/a');
  const next = readMedia(`http://${origin}/media/b`, { isAnew: false }, going);
  await hears(2);
  answer(1, 'whole', 'over a socket');
  expect(Buffer.from(await next).toString()).toBe('over a socket');
});

test('a file too large for the socket comes over HTTP', async () => {
  const reading = readOverSocket(reader)(`http://${origin}/media/large`, { isAnew: false }, going);
  await hears(1);
  answer(0, 'too-large', '');
  expect(Buffer.from(await reading).toString()).toBe('over HTTP: /media/large');
});
