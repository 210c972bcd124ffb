import { Failure } from '../failure.ts';
import type { FetchPort } from '../fetch-port.ts';
import { isFetchableUrl, isLoopback } from './fetchable-url.ts';
import { withIdleTimeout } from './idle-timeout.ts';

/**
 * Fetches from media hosts: without the key, without cookies, over https (or http on loopback) only. Resolves with
 * whatever status the host answers; rejects with a `Failure` (`unreachable`, `timed-out`, `unfetchable`, `cancelled`).
 * Reading the response's body fails with the same kinds.
 */
export type MediaFetch = (
  url: string,
  request: { method?: 'GET' | 'HEAD'; headers?: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

export interface MediaFetchOptions {
  fetch: FetchPort;
  /** Narrows what may be fetched, on top of the rule for all; asked again for the address after redirects. */
  isAllowed?: (url: URL) => boolean;
  /** How long a host may take until its headers are here. Default 30,000. */
  connectTimeoutMs?: number;
  /** How long a host may stay silent within a body while it is being read. Default 30,000. */
  idleTimeoutMs?: number;
}

/** The only headers that a media host may get from us: by this list, a key or a cookie cannot slip in. */
const sendableHeaders = new Set(['accept', 'range', 'if-range', 'if-none-match', 'if-modified-since']);

/** Statuses whose responses `new Response` refuses to give a body (WHATWG Fetch, "null body status"). */
const nullBodyStatuses = new Set([101, 103, 204, 205, 304]);

/**
 * The one way to media hosts. Redirects are followed, because storage services use them, but the address where they end
 * must be allowed too, and a remote host cannot lead to a service on this machine. A header that is not in
 * `sendableHeaders` is a defect of the caller and throws `TypeError`.
 */
export function createMediaFetch(options: MediaFetchOptions): MediaFetch {
  const { connectTimeoutMs = 30_000, idleTimeoutMs = 30_000 } = options;
  const mayFetch = (url: URL) => isFetchableUrl(url) && (options.isAllowed?.(url) ?? true);

  return async (address, { method = 'GET', headers = {}, signal }) => {
    const url = parseUrl(address);
    if (url === null || !mayFetch(url)) throw unfetchable();
    const unsendable = Object.keys(headers).find((name) => !sendableHeaders.has(name.toLowerCase()));
    if (unsendable !== undefined) throw new TypeError(`The header ${unsendable} is not for media hosts.`);
    if (signal.aborted) throw cancelled();

    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), connectTimeoutMs);
    let response: Response;
    try {
      response = await options.fetch(url.href, {
        method,
        headers,
        credentials: 'omit',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
        // The store is our cache: Electron's network stack must not keep a second copy on disk.
        cache: 'no-store',
        signal: AbortSignal.any([signal, timeout.signal]),
      });
    } catch (cause) {
      throw failureOf(cause, signal, timeout.signal);
    } finally {
      clearTimeout(timer);
    }

    // A response made in this process has no URL of its own.
    const finalUrl = response.url === '' ? url : new URL(response.url);
    if (!mayFetch(finalUrl) || (isLoopback(finalUrl) && !isLoopback(url))) {
      await response.body?.cancel();
      throw new Failure('unfetchable', 'The media host forwarded to an address that must not be fetched. Nothing was loaded.');
    }
    const body =
      response.body === null || nullBodyStatuses.has(response.status)
        ? null
        : withIdleTimeout(response.body, {
            idleTimeoutMs,
            onTimeout: () => timeout.abort(),
            toFailure: (cause) => failureOf(cause, signal, timeout.signal),
          });
    const { status, statusText } = response;
    const guarded = new Response(body, { status, statusText, headers: response.headers });
    // Relative addresses in a manifest resolve against where it really came from.
    Object.defineProperty(guarded, 'url', { value: finalUrl.href });
    return guarded;
  };
}

function parseUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function unfetchable(): Failure {
  return new Failure('unfetchable', 'This address cannot be fetched: only https addresses can, and http ones on this computer.');
}

function cancelled(): Failure {
  return new Failure('cancelled', 'Loading was cancelled.');
}

/** What the network threw, by who ended the request: the caller, our timer, or the network itself. */
function failureOf(cause: unknown, caller: AbortSignal, timeout: AbortSignal): Failure {
  if (caller.aborted) return cancelled();
  if (timeout.aborted) {
    return new Failure('timed-out', 'The media host did not answer in time. What was loaded before is kept; try again.', { cause });
  }
  return new Failure('unreachable', 'The connection to the media host failed. What was loaded before is kept; try again.', {
    cause,
  });
}
