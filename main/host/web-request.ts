import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * The path and query that were asked for, on a host that does not matter. Not by resolving: `//x/y` would be taken for
 * a host and a path.
 */
export function requestedUrl(incoming: IncomingMessage): URL {
  const target = incoming.url ?? '/';
  return new URL(target.startsWith('/') ? `http://host.invalid${target}` : 'http://host.invalid/unknown');
}

/** A Node request as a web `Request` without a body; `signal` aborts when the client goes away. */
export function toWebRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { pathname, search } = requestedUrl(incoming);
  return new Request(`http://${incoming.headers.host}${pathname}${search}`, { method: incoming.method ?? 'GET', headers, signal });
}

/**
 * Streams a web `Response` out. When the client goes away the response's stream is cancelled; when the stream fails, the
 * connection is cut, so that the client sees a short body rather than a wrong one.
 */
export async function sendWebResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch {
    outgoing.destroy();
  }
}
