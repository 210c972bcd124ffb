import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../../main/failure.ts';
import { createMediaFetch } from '../../../../main/media/fetch-media.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const signal = () => new AbortController().signal;
const kindOf = async (promise: Promise<unknown>) => {
  const thrown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return thrown instanceof Failure ? thrown.kind : thrown;
};

describe('createMediaFetch', () => {
  it('resolves with any status, its body and the address where redirects ended', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/from') response.writeHead(302, { location: '/to' }).end();
      else response.writeHead(404).end('no such file');
    });
    const response = await createMediaFetch({ fetch })(`${origin}/from`, { signal: signal() });
    expect(response.status).toBe(404);
    expect(response.url).toBe(`${origin}/to`);
    expect(await response.text()).toBe('no such file');
  });

  it('sends the range asked for and refuses to send any header that could hold a secret', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const origin = await serve((request, response) => {
      seen.push(request.headers);
      response.end('x');
    });
    const fetchMedia = createMediaFetch({ fetch });
    await fetchMedia(origin, { headers: { Range: 'bytes=0-0' }, signal: signal() });
    expect(seen[0]).toMatchObject({ range: 'bytes=0-0' });
    for (const name of ['X-Avala-Api-Key', 'authorization', 'Cookie']) {
      await expect(fetchMedia(origin, { headers: { [name]: 'secret' }, signal: signal() })).rejects.toThrow(TypeError);
    }
    expect(seen).toHaveLength(1);
  });

  it.each(['http://media.example/a.jpg', 'ftp://127.0.0.1/a', 's3://bucket/a', 'file:///etc/hosts', 'https://me:word@media.example/a', 'nonsense'])(
    'refuses %s without a request',
    async (address) => {
      let asked = false;
      const fetchMedia = createMediaFetch({
        fetch: async () => {
          asked = true;
          return new Response('x');
        },
      });
      expect(await kindOf(fetchMedia(address, { signal: signal() }))).toBe('unfetchable');
      expect(asked).toBe(false);
    },
  );

  it('does not ask where a redirect leads when that must not be fetched', async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: 'http://media.example/a.jpg' }).end());
    const asked: string[] = [];
    const fetchMedia = createMediaFetch({
      fetch: (url, init) => {
        asked.push(url);
        return fetch(url, init);
      },
    });
    expect(await kindOf(fetchMedia(`${origin}/a`, { signal: signal() }))).toBe('unfetchable');
    expect(asked).toEqual([`${origin}/a`]);
  });

  it('does not let a remote host lead to a service on this machine, which is not even asked', async () => {
    const asked: string[] = [];
    const fetchMedia = createMediaFetch({
      fetch: async (url) => {
        asked.push(url);
        return new Response(null, { status: 307, headers: { location: 'http://127.0.0.1:9/inner' } });
      },
    });
    expect(await kindOf(fetchMedia('https://media.example/a', { signal: signal() }))).toBe('unfetchable');
    expect(asked).toEqual(['https://media.example/a']);
  });

  it('gives up on redirects without end', async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await kindOf(createMediaFetch({ fetch })(origin, { signal: signal() }))).toBe('bad-response');
  });

  it('ends the request when its body is cancelled, also where the fetch port would not', async () => {
    let request: AbortSignal | null | undefined;
    const fetchMedia = createMediaFetch({
      fetch: async (_, init) => {
        request = init?.signal;
        return new Response(new ReadableStream());
      },
    });
    const response = await fetchMedia('https://media.example/a', { signal: signal() });
    expect(request?.aborted).toBe(false);
    await response.body?.cancel();
    expect(request?.aborted).toBe(true);
  });

  it('says unreachable when nobody listens', async () => {
    const origin = await serve(() => undefined);
    for (const close of closers.splice(0)) await close();
    expect(await kindOf(createMediaFetch({ fetch })(origin, { signal: signal() }))).toBe('unreachable');
  });

  it('says timed-out when no headers come, and drops the connection', async () => {
    const dropped = Promise.withResolvers<void>();
    const origin = await serve((request) => {
      request.socket.on('close', () => dropped.resolve());
    });
    const fetchMedia = createMediaFetch({ fetch, connectTimeoutMs: 30 });
    expect(await kindOf(fetchMedia(origin, { signal: signal() }))).toBe('timed-out');
    await dropped.promise;
  });

  it('says timed-out when a body falls silent, and drops the connection', async () => {
    const dropped = Promise.withResolvers<void>();
    const origin = await serve((request, response) => {
      request.socket.on('close', () => dropped.resolve());
      response.write('half');
    });
    const response = await createMediaFetch({ fetch, idleTimeoutMs: 30 })(origin, { signal: signal() });
    expect(await kindOf(response.text())).toBe('timed-out');
    await dropped.promise;
  });

  it('says unreachable when the connection breaks within a body', async () => {
    const half = Promise.withResolvers<ServerResponse>();
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half');
      half.resolve(response);
    });
    const response = await createMediaFetch({ fetch })(origin, { signal: signal() });
    (await half.promise).destroy();
    expect(await kindOf(response.text())).toBe('unreachable');
  });

  it('says cancelled when the caller gave up: before, while waiting for headers, within the body', async () => {
    const asked = Promise.withResolvers<void>();
    const origin = await serve((request, response) => {
      if (request.url === '/silent') asked.resolve();
      else response.write('half');
    });
    const fetchMedia = createMediaFetch({ fetch });
    expect(await kindOf(fetchMedia(origin, { signal: AbortSignal.abort() }))).toBe('cancelled');

    const waiting = new AbortController();
    const pending = kindOf(fetchMedia(`${origin}/silent`, { signal: waiting.signal }));
    await asked.promise;
    waiting.abort();
    expect(await pending).toBe('cancelled');

    const reading = new AbortController();
    const response = await fetchMedia(origin, { signal: reading.signal });
    const text = kindOf(response.text());
    reading.abort();
    expect(await text).toBe('cancelled');
  });
});
