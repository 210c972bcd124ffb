import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApplication, type Application } from '../../../main/application.ts';
import { startHostServer, type HostServer } from '../../../main/host/host-server.ts';
import { createLogger } from '../../../main/log/logger.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const logged: string[] = [];
const log = createLogger((line) => logged.push(line));
let folder: string;
let application: Application;
let server: HostServer;
let port: number;
let cookie: string;

/** A request with exactly these headers: `fetch` would not let a test lie about `Host` and `Origin`. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers: { Host: `127.0.0.1:${port}`, ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const ownOrigin = () => `http://127.0.0.1:${port}`;
const command = (headers: Record<string, string>, body = '{}', name = 'app.start') =>
  send(`/command/${name}`, { 'Content-Type': 'application/json', ...headers }, 'POST', body);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'avala-host-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>Viewer</title>');
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
  application = await createApplication({
    shell: 'host',
    version: '0.0.0',
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    cacheBudgetBytes: 1_000_000,
    baseUrl: 'http://127.0.0.1:9/api/v1',
    environmentKey: 'avk_a_key_that_must_stay_inside',
    target: null,
    openPath: null,
    chooseFiles: null,
    fetch: (url, init) => fetch(url, init),
    keyStore: null,
    showFolder: () => Promise.resolve(),
    log,
  });
  server = await startHostServer(application, 0, log);
  port = Number(new URL(server.address).port);
  const exchanged = await send(new URL(server.address).pathname + new URL(server.address).search);
  cookie = String(exchanged.headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await server.close();
  await application.close();
  rmSync(folder, { recursive: true });
});

describe('the loopback host lets its own page in', () => {
  test('the printed address is exchanged for an HttpOnly, SameSite=Strict cookie and leaves the address bar', async () => {
    const { pathname, search } = new URL(server.address);
    const answer = await send(pathname + search);
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/');
    expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('with the cookie the page is served, under a policy that allows WebAssembly and no other unsafe source', async () => {
    const answer = await send('/', { Cookie: cookie });
    expect(answer.body).toContain('<title>Viewer</title>');
    expect(answer.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(String(answer.headers['content-security-policy']).replace(" 'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|data:/);
  });

  test('with cookie and origin a command is answered, and the key is nowhere in the answer', async () => {
    const answer = await command({ Cookie: cookie, Origin: ownOrigin() });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { shell: 'host', session: { state: 'signed-in', keyFrom: 'environment' } } });
    expect(answer.body).not.toContain('avk_a_key_that_must_stay_inside');
  });
});

describe('the loopback host refuses', () => {
  test.each(['/', '/index.html', '/media/AAAAAAAAAAAAAAAAAAAAAA'])('%s without the cookie', async (path) => {
    const answer = await send(path);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('Viewer</title>');
  });

  test('a wrong token, and sets no cookie for it', async () => {
    const answer = await send(`/?token=${'A'.repeat(43)}`);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });

  test.each(['avala.example', '127.0.0.1', 'localhost.evil.example', '127.0.0.1:1'])('the foreign host name %s, cookie or not', async (host) => {
    expect((await send('/', { Host: host, Cookie: cookie })).status).toBe(421);
    expect((await send(new URL(server.address).search.replace(/^/, '/'), { Host: host })).status).toBe(421);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])('a command from the origin %s, even with the cookie', async (origin) => {
    expect((await command({ Cookie: cookie, Origin: origin })).status).toBe(403);
  });

  test('a command without an origin, without the cookie, as a form, or that is no JSON', async () => {
    expect((await command({ Cookie: cookie })).status).toBe(403);
    expect((await command({ Origin: ownOrigin() })).status).toBe(401);
    expect((await command({ Cookie: cookie, Origin: ownOrigin(), 'Content-Type': 'text/plain' })).status).toBe(403);
    expect((await command({ Cookie: cookie, Origin: ownOrigin() }, '{')).status).toBe(403);
    expect((await send('/command/app.start', { Cookie: cookie, Origin: ownOrigin() })).status).toBe(403);
  });

  test('a command whose body is larger than any input can be', async () => {
    const answer = await command({ Cookie: cookie, Origin: ownOrigin() }, JSON.stringify('x'.repeat(2_000_000)));
    expect([answer.status, answer.body]).toEqual([413, 'That is more than Avala Viewer takes at once. Choose fewer or smaller files.\n']);
  });

  test('no files of a few megabytes, which are the one input that is large', async () => {
    const input = JSON.stringify({ recordingId: 'none', files: [{ name: 'a.json', text: '"'.repeat(3_000_000) }] });
    const answer = await command({ Cookie: cookie, Origin: ownOrigin() }, input, 'recording.addSidecars');
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  test("another site's fetch of media, which carries no origin but says that it is cross-site", async () => {
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' };
    expect((await send('/media/AAAAAAAAAAAAAAAAAAAAAA', headers)).status).toBe(403);
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '//secret.txt', '/assets/../../secret.txt'])('%s: nothing outside the page is served', async (path) => {
    const answer = await send(path, { Cookie: cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not for the page');
  });

  test.each([
    ['without the cookie', () => ({ Origin: ownOrigin() })],
    ['from another origin', () => ({ Origin: 'https://evil.example', Cookie: cookie })],
    ['without an origin', () => ({ Cookie: cookie })],
    ['of a name that was rebound to this computer', () => ({ Host: `avala.example:${port}`, Origin: `http://avala.example:${port}`, Cookie: cookie })],
  ])('a socket %s, for events and for media', async (_, headers) => {
    for (const path of ['/events', '/media-socket']) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: headers() });
      const outcome = await new Promise((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', () => resolve('refused'));
      });
      expect([path, outcome]).toEqual([path, 'refused']);
    }
  });
});

describe('the loopback host survives', () => {
  test('a request that no web request can stand for, and says so in the log', async () => {
    expect((await send('/', { Cookie: cookie }, 'TRACE')).status).toBe(500);
    expect(logged.at(-1)).toContain('A request met a defect.');
    expect((await send('/', { Cookie: cookie })).status).toBe(200);
  });

  test('a peer that resets the connection on which it asked for another protocol', async () => {
    const upgraded = Promise.withResolvers<void>();
    const peer = connect(port, '127.0.0.1', () => {
      peer.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`.repeat(2));
      peer.resetAndDestroy();
    });
    peer.on('close', () => upgraded.resolve());
    await upgraded.promise;
    expect((await send('/', { Cookie: cookie })).status).toBe(200);
  });
});

test('events reach the page over its socket', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/events`, { headers: { Origin: ownOrigin(), Cookie: cookie } });
  await new Promise((resolve) => socket.once('open', resolve));
  const message = new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse((data as Buffer).toString()))));
  await command({ Cookie: cookie, Origin: ownOrigin() }, '{}', 'session.sign-out');
  expect(await message).toEqual({ type: 'session.changed', session: { state: 'signed-out' } });
  socket.close();
});

test('a taken port is an error of the start, not a crash later', async () => {
  await expect(startHostServer(application, port, log)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
