import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRequestConstructorOptions } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { createNetFetch } from '../../../../main/electron/net-fetch.ts';
import { nodeNetRequest } from './net-request.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function setUp() {
  const seen: ClientRequestConstructorOptions[] = [];
  return { fetch: createNetFetch(nodeNetRequest(seen)), seen };
}

describe('createNetFetch', () => {
  it('gives status, headers and body, and sends the headers it was given', async () => {
    const origin = await serve((request, response) => response.writeHead(206, { 'content-range': 'bytes 0-1/9' }).end(request.headers.range));
    const response = await setUp().fetch(origin, { headers: { Range: 'bytes=0-1' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 0-1/9');
    expect(await response.text()).toBe('bytes=0-1');
  });

  it('answers a redirect with its status and whole address, and does not follow it', async () => {
    const asked: (string | undefined)[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const response = await setUp().fetch(`${origin}/from`);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${origin}/elsewhere`);
    expect(asked).toEqual(['/from']);
  });

  it('sends no cookies, keeps no cache and passes by the app’s own protocols', async () => {
    const { fetch, seen } = setUp();
    await fetch(await serve((_, response) => response.end()));
    expect(seen[0]).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      bypassCustomProtocolHandlers: true,
    });
  });

  it.each([204, 304])('gives a %i no body', async (status) => {
    const origin = await serve((_, response) => response.writeHead(status).end());
    const response = await setUp().fetch(origin);
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
  });

  it('drops the connection and rejects with the reason when its signal fires, before and within the answer', async () => {
    const dropped = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const asked = Promise.withResolvers<void>();
    const origin = await serve((request, response) => {
      const isSilent = request.url === '/silent';
      request.socket.on('close', () => dropped[isSilent ? 0 : 1]?.resolve());
      if (isSilent) asked.resolve();
      else response.write('half');
    });
    const { fetch } = setUp();

    const waiting = new AbortController();
    const pending = fetch(`${origin}/silent`, { signal: waiting.signal });
    await asked.promise;
    const reason = new Error('the window is gone');
    waiting.abort(reason);
    await expect(pending).rejects.toBe(reason);
    await dropped[0]?.promise;

    const reading = new AbortController();
    const text = (await fetch(origin, { signal: reading.signal })).text();
    reading.abort();
    await expect(text).rejects.toThrow();
    await dropped[1]?.promise;
  });

  it('asks nothing when its signal has fired already', async () => {
    const { fetch, seen } = setUp();
    await expect(fetch('http://127.0.0.1:9/', { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it('rejects when nobody listens', async () => {
    const origin = await serve(() => undefined);
    for (const close of closers.splice(0)) await close();
    await expect(setUp().fetch(origin)).rejects.toThrow(/ECONNREFUSED/);
  });
});
