import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpFetch } from '../../../main/host/http-fetch.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<{ origin: string; sockets: Socket[] }> {
  const server = createServer(listener);
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

describe('createHttpFetch', () => {
  it('gives status, headers and body, and sends the headers it was given', async () => {
    const { origin } = await serve((request, response) => response.writeHead(206, { 'content-range': 'bytes 0-1/9' }).end(request.headers.range));
    const response = await createHttpFetch()(origin, { headers: { Range: 'bytes=0-1' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 0-1/9');
    expect(await response.text()).toBe('bytes=0-1');
  });

  it('answers a redirect with its status and address, and does not follow it', async () => {
    const asked: (string | undefined)[] = [];
    const { origin } = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const response = await createHttpFetch()(`${origin}/from`);
    expect([response.status, response.headers.get('location')]).toEqual([302, '/elsewhere']);
    expect(asked).toEqual(['/from']);
  });

  it('decodes a body that was compressed on its way, and asks for parts of a file as they are', async () => {
    const asked: (string | undefined)[] = [];
    const { origin } = await serve((request, response) => {
      asked.push(String(request.headers['accept-encoding']));
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a sweep'));
    });
    const fetch = createHttpFetch();
    expect(await (await fetch(origin)).text()).toBe('a sweep');
    await (await fetch(origin, { headers: { range: 'bytes=0-' } })).text();
    expect(asked).toEqual(['gzip, deflate, br', 'identity']);
  });

  it('fails in the middle of a body that is no gzip, or breaks off', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/lie') response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
      else if (request.url === '/cut') response.writeHead(200, { 'content-length': 100 }).write('half', () => request.socket.destroy());
      else response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('a sweep').subarray(0, 12), () => request.socket.destroy());
    });
    const fetch = createHttpFetch();
    await expect((await fetch(`${origin}/lie`)).text()).rejects.toThrow('incorrect header check');
    await expect((await fetch(`${origin}/cut`)).text()).rejects.toThrow('aborted');
    await expect((await fetch(`${origin}/cut-gzip`)).text()).rejects.toThrow();
  });

  it.each([204, 304])('gives a %i no body', async (status) => {
    const { origin } = await serve((_, response) => response.writeHead(status).end());
    const response = await createHttpFetch()(origin);
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
  });

  it('holds a sender up that is quicker than its reader, and gets every byte in the end', async () => {
    const sent = Buffer.alloc(32 << 20, 'ab');
    const { origin, sockets } = await serve((_, response) => response.end(sent));
    const response = await createHttpFetch()(origin);
    const server = sockets[0];
    // The kernel's own buffers take some megabytes; the rest waits at the server until somebody reads.
    expect(server?.writableLength).toBeGreaterThan(16 << 20);
    expect(Buffer.from(await response.arrayBuffer()).equals(sent)).toBe(true);
  });

  it('drops the connection and rejects with the reason when its signal fires before the answer', async () => {
    const asked = Promise.withResolvers<Socket>();
    const { origin } = await serve((request) => asked.resolve(request.socket));
    const giveUp = new AbortController();
    const pending = createHttpFetch()(origin, { signal: giveUp.signal });
    const socket = await asked.promise;
    const reason = new Error('the window is gone');
    giveUp.abort(reason);
    await expect(pending).rejects.toBe(reason);
    if (!socket.closed) await once(socket, 'close');
  });

  it('drops the connection when its signal fires within the answer, and when its body is cancelled', async () => {
    const { origin, sockets } = await serve((_, response) => response.write('half'));
    const giveUp = new AbortController();
    const reading = (await createHttpFetch()(origin, { signal: giveUp.signal })).text();
    giveUp.abort();
    await expect(reading).rejects.toThrow();
    const cancelled = await createHttpFetch()(origin);
    await cancelled.body?.cancel();
    for (const socket of sockets) if (!socket.closed) await once(socket, 'close');
    expect(sockets).toHaveLength(2);
  });

  it('asks nothing when its signal has fired already', async () => {
    await expect(createHttpFetch()('http://127.0.0.1:9/', { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
  });

  it('uses a connection again, and asks once more when it was closed at that very moment', async () => {
    let isClosing = false;
    const { origin, sockets } = await serve((request, response) => {
      if (isClosing && request.socket === sockets[0]) request.socket.resetAndDestroy();
      else response.end(request.url);
    });
    const fetch = createHttpFetch();
    await (await fetch(`${origin}/first`)).text();
    await (await fetch(`${origin}/second`)).text();
    expect(sockets).toHaveLength(1);
    isClosing = true;
    expect(await (await fetch(`${origin}/third`)).text()).toBe('/third');
    expect(sockets).toHaveLength(2);
  });

  it('goes through the proxy that the environment names', async () => {
    const { origin } = await serve((request, response) => response.end(`by proxy: ${request.url ?? ''}`));
    const response = await createHttpFetch({ HTTP_PROXY: origin })('http://media.example/frame.jpg');
    expect(await response.text()).toBe('by proxy: http://media.example/frame.jpg');
  });

  it('rejects when nobody listens', async () => {
    const { origin } = await serve(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    await expect(createHttpFetch()(origin)).rejects.toThrow('ECONNREFUSED');
  });
});
