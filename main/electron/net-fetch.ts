import { Readable } from 'node:stream';
import type { ClientRequest, ClientRequestConstructorOptions, IncomingMessage } from 'electron';
import type { FetchPort } from '../fetch-port.ts';
import { streamResponse } from '../http/stream-response.ts';

/**
 * The desktop app's way out, over `net.request`. Not `net.fetch`: that rejects under `redirect: 'manual'`, without saying
 * where to, and under `follow` nobody learns where it went (Electron's documentation: `url` and `type` of its responses
 * are incorrect). Here a redirect is the 3xx with its `Location`, for the caller to judge. Requests without a body only.
 */
export function createNetFetch(request: (options: ClientRequestConstructorOptions) => ClientRequest): FetchPort {
  return (url, { method = 'GET', headers, signal } = {}) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const outgoing = request({
        url,
        method,
        headers: Object.fromEntries(new Headers(headers)),
        redirect: 'manual',
        // Chromium's cookies and cache are not for us.
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        bypassCustomProtocolHandlers: true,
      });
      const giveUp = () => {
        reject(signal?.reason);
        outgoing.abort();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      outgoing.on('close', () => signal?.removeEventListener('abort', giveUp));
      outgoing.on('error', reject);
      // Not followed, the request is cancelled by Electron; its error comes after this answer and changes nothing.
      outgoing.on('redirect', (status, _method, location) => resolve(new Response(null, { status, headers: { location } })));
      outgoing.on('response', (incoming) => {
        try {
          resolve(responseOf(incoming));
        } catch (cause) {
          reject(cause);
          outgoing.abort();
        }
      });
      outgoing.end();
    });
}

function responseOf(incoming: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const { statusCode: status, statusMessage: statusText } = incoming;
  // By its documentation it is a readable stream; its type does not say so.
  if (incoming instanceof Readable) return streamResponse(incoming, { status, statusText, headers });
  throw new TypeError('The answer of the network is no stream.');
}
