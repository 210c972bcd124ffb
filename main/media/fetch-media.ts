import { cancelled, Failure } from '../failure.ts';
import type { FetchPort } from '../fetch-port.ts';
import { isLoopback } from '../http/loopback.ts';
import { isFetchableUrl } from './fetchable-url.ts';
import { withIdleTimeout } from './idle-timeout.ts';

/**
 * Fetches from media hosts: without the key, without cookies, over https (or http on loopback) only. Resolves with
 * whatever status the host answers, the response's `url` being where redirects ended; rejects with a `Failure`
 * (`unreachable`, `timed-out`, `unfetchable`, `bad-response`, `cancelled`). Reading the response's body fails with the
 * same kinds; cancelling it ends the request.
 */
export type MediaFetch = (url: string, request: MediaFetchRequest) => Promise<Response>;

export interface MediaFetchRequest {
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** For this request, in place of the option's. */
  connectTimeoutMs?: number;
}

export interface MediaFetchOptions {
  fetch: FetchPort;
  /** How long a host may take until its headers are here, redirects included. Default 30,000. */
  connectTimeoutMs?: number;
  /** How long a host may stay silent within a body while it is being read. Default 30,000. */
  idleTimeoutMs?: number;
  /** Called before each part of a body is read; what it throws ends the request. */
  checkAllowed?: () => void;
}

/** The only headers that a media host may get from us: by this list, a key or a cookie cannot slip in. */
const sendableHeaders = new Set(['accept', 'range', 'if-range', 'if-none-match', 'if-modified-since']);

/** Statuses that name another address (RFC 9110 §15.4). */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Storage services need one or two; `fetch` itself gives up after 20. */
const maxRedirects = 10;

/**
 * The one way to media hosts. Redirects are followed, because storage services use them, but here and one by one: each
 * address must be allowed before it is asked, and a remote host cannot lead to a service on this machine. A header that
 * is not in `sendableHeaders` is a defect of the caller and throws `TypeError`.
 */
export function createMediaFetch(options: MediaFetchOptions): MediaFetch {
  const { connectTimeoutMs: usualConnectTimeoutMs = 30_000, idleTimeoutMs = 30_000, checkAllowed = () => undefined } = options;

  return async (address, { headers = {}, signal, connectTimeoutMs = usualConnectTimeoutMs }) => {
    const url = URL.parse(address);
    if (url === null || !isFetchableUrl(url)) throw unfetchable();
    const unsendable = Object.keys(headers).find((name) => !sendableHeaders.has(name.toLowerCase()));
    if (unsendable !== undefined) throw new TypeError(`The header ${unsendable} is not for media hosts.`);
    if (signal.aborted) throw cancelled();

    const ended = new AbortController();
    let isTimedOut = false;
    const timeOut = () => {
      isTimedOut = true;
      ended.abort();
    };
    const toFailure = (cause: unknown) => failureOf(cause, signal, isTimedOut);
    const timer = setTimeout(timeOut, connectTimeoutMs);
    try {
      const { response, finalUrl } = await follow(options.fetch, url, { headers, signal: AbortSignal.any([signal, ended.signal]) });
      const body = response.body === null ? null : withIdleTimeout(response.body, { idleTimeoutMs, checkAllowed, timeOut, end: () => ended.abort(), toFailure });
      const { status, statusText } = response;
      const guarded = new Response(body, { status, statusText, headers: response.headers });
      // Relative addresses in a manifest resolve against where it really came from.
      Object.defineProperty(guarded, 'url', { value: finalUrl.href });
      return guarded;
    } catch (cause) {
      throw toFailure(cause);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function follow(
  fetch: FetchPort,
  url: URL,
  request: { headers: Record<string, string>; signal: AbortSignal },
): Promise<{ response: Response; finalUrl: URL }> {
  let finalUrl = url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(finalUrl.href, {
      ...request,
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      // The store is our cache: no network stack may keep a second copy on disk.
      cache: 'no-store',
    });
    const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
    const next = location === null ? null : URL.parse(location, finalUrl.href);
    if (next === null) return { response, finalUrl };
    await response.body?.cancel();
    if (redirects >= maxRedirects) throw new Failure('bad-response', 'The media host forwards from one address to the next without end. Nothing was loaded.');
    if (!isFetchableUrl(next) || (isLoopback(next) && !isLoopback(url))) {
      throw new Failure('unfetchable', 'The media host forwarded to an address that must not be fetched. Nothing was loaded.');
    }
    finalUrl = next;
  }
}

function unfetchable(): Failure {
  return new Failure('unfetchable', 'This address cannot be fetched: only https addresses can, and http ones on this computer.');
}

/** What the network threw, by who ended the request: the caller, our timer, or the network itself. */
function failureOf(cause: unknown, caller: AbortSignal, isTimedOut: boolean): Failure {
  if (cause instanceof Failure) return cause;
  if (caller.aborted) return cancelled();
  if (isTimedOut) {
    return new Failure('timed-out', 'The media host did not answer in time. What was loaded before is kept; try again.', { cause });
  }
  return new Failure('unreachable', 'The connection to the media host failed. What was loaded before is kept; try again.', {
    cause,
  });
}
