import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeCertificate } from './certificate.ts';
import { answerScheme } from './protocol.ts';

/**
 * Plain Chromium knows no schemes of ours: pages of `app://viewer/…` are served to it as `https://viewer/…`, a secure
 * origin as well, and every address is turned back before main sees it.
 */
export const toPageUrl = (url: string) => url.replace(/^app:/, 'https:');
export const toAppUrl = (url: string) => url.replace(/^https:\/\/viewer(?=[/?#]|$)/, 'app://viewer');

/** Serves what `protocol.handle` handles. A page that gives up cancels the response's stream, as in Electron. */
export async function startSchemeServer(): Promise<{ port: number; close: () => void }> {
  const server = createSecureServer({ ...makeCertificate('viewer'), allowHTTP1: false });
  server.on('request', (request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const sessions = new Set<{ destroy: () => void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const session of sessions) session.destroy();
    },
  };
}

async function answer(incoming: Http2ServerRequest, outgoing: Http2ServerResponse): Promise<void> {
  try {
    const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      name.startsWith(':') || value === undefined ? [] : [[name, String(value)]],
    );
    const isBodyless = incoming.method === 'GET' || incoming.method === 'HEAD';
    const request = new Request(`app://viewer${incoming.url}`, {
      method: incoming.method,
      headers,
      ...(isBodyless ? {} : { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' as const }),
    });
    const response = await answerScheme(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing.stream);
  } catch (thrown) {
    // The page gave up, or the handler failed: Electron shows either as a network error.
    outgoing.stream.destroy(thrown instanceof Error ? thrown : undefined);
  }
}
