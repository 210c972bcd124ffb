import { cancelled, Failure } from '../failure.ts';
import type { FetchPort } from '../fetch-port.ts';
import { BodyTooLong, readText } from './read-body.ts';
import type { Attempt } from './retry.ts';
import { failedAttempt } from './status-failure.ts';

/** One try at one address. */
export interface JsonRequest {
  url: string;
  key: string;
  fetch: FetchPort;
  signal: AbortSignal;
  /** How long nothing may arrive, in ms. */
  timeoutMs: number;
  /** How long an answer may be. */
  limitBytes: number;
  /** Validator of an answer that is kept: the service may then say that it still holds. Null for none. */
  etag: string | null;
  now: () => number;
  /** Sees the headers of every answer. */
  onHeaders: (headers: Headers) => void;
}

/** What the service answered: something, or that what the validator belongs to still holds (304). */
export type JsonAnswer = { isUnchanged: true } | { isUnchanged: false; text: string; body: unknown; etag: string | null };

/** Error bodies beyond this are not read: they are shown in a sentence. */
const errorLimitBytes = 65_536;

const final = (failure: Failure): Attempt<never> => ({ ok: false, failure, isRetryable: false, pauseMs: null });

const redirected = () =>
  final(new Failure('redirected', 'The address of the Avala service leads to another one. It was not followed, so that the key stays safe; check AVALA_BASE_URL or the network’s proxy.'));

const notJson = (cause: unknown) =>
  final(new Failure('bad-response', 'The answer is not what Avala sends: a proxy, a log-in page or a wrong AVALA_BASE_URL may be in between. Nothing was lost; try again.', { cause }));

function thrownAttempt(error: unknown, isTimedOut: boolean): Attempt<never> {
  // The way out is closed, and says why.
  if (error instanceof Failure) return final(error);
  // Not retried: the person has waited half a minute already.
  if (isTimedOut) return final(new Failure('timed-out', 'Avala did not answer in time. Nothing was lost; check the connection and try again.'));
  const failure = new Failure('unreachable', 'Avala cannot be reached. What is already on this machine stays readable; check the connection and try again.', { cause: error });
  return { ok: false, failure, isRetryable: true, pauseMs: null };
}

async function readErrorBody(response: Response, onChunk: () => void): Promise<string> {
  try {
    return await readText(response, errorLimitBytes, onChunk);
  } catch {
    // The status says enough; a body that breaks off adds nothing.
    return '';
  }
}

async function answerOf(response: Response, request: JsonRequest, onChunk: () => void): Promise<Attempt<JsonAnswer>> {
  if (response.status === 304 && request.etag !== null) return { ok: true, value: { isUnchanged: true } };
  if (response.status >= 300 && response.status !== 304 && response.status < 400) {
    await response.body?.cancel();
    return redirected();
  }
  if (response.status !== 200) {
    const body = await readErrorBody(response, onChunk);
    return failedAttempt({ status: response.status, headers: response.headers, body }, [request.key], request.now());
  }
  try {
    const text = await readText(response, request.limitBytes, onChunk);
    return { ok: true, value: { isUnchanged: false, text, body: JSON.parse(text), etag: response.headers.get('etag') } };
  } catch (error) {
    const isBadText = error instanceof SyntaxError || error instanceof BodyTooLong || (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA');
    if (isBadText) return notJson(error);
    throw error;
  }
}

/**
 * Asks for JSON once, with the key, following no redirect and sending no cookies. Every outcome is a value, except that
 * the caller's cancellation throws `Failure` (`cancelled`).
 */
export async function requestJson(request: JsonRequest): Promise<Attempt<JsonAnswer>> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), request.timeoutMs);
  try {
    const response = await request.fetch(request.url, {
      method: 'GET',
      headers: {
        'X-Avala-Api-Key': request.key,
        Accept: 'application/json',
        ...(request.etag === null ? {} : { 'If-None-Match': request.etag }),
      },
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([request.signal, ended.signal]),
    });
    request.onHeaders(response.headers);
    return await answerOf(response, request, () => timer.refresh());
  } catch (error) {
    if (request.signal.aborted) throw cancelled();
    return thrownAttempt(error, ended.signal.aborted);
  } finally {
    clearTimeout(timer);
    // A body that was not read to its end: not every fetch port ends the request when it is cancelled.
    ended.abort();
  }
}
