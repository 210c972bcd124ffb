import { Failure } from '../failure.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/**
 * Whether a storage host's refusal may mean an expired signature: S3 and CloudFront answer 403 (avala-api §2), Google
 * Cloud Storage 400, Azure 401 or 403.
 */
export function mayBeExpired(status: number): boolean {
  return status === 400 || status === 401 || status === 403;
}

/** What a media host's status means to a person; null for a response with the bytes, or with none in that range. */
export function failureOfStatus(response: Response, nowMs: number): Failure | null {
  const { status } = response;
  if (status === 200 || status === 206 || status === 416) return null;
  if (mayBeExpired(status)) {
    return new Failure(
      'forbidden',
      `The media host refused this file (${status}): its link has expired or access is missing. Open the sequence again; if that does not help, ask who runs the storage.`,
    );
  }
  if (status === 404 || status === 410) {
    return new Failure('not-found', 'The media host has no such file. It may have been moved or deleted.');
  }
  if (status === 408 || status === 504) {
    return new Failure('timed-out', `The media host did not answer in time (${status}). Try again.`);
  }
  if (status === 429) {
    const pauseMs = retryAfterMs(response.headers, nowMs);
    const options = pauseMs === null ? {} : { retryAtMs: nowMs + pauseMs };
    return new Failure('throttled', 'The media host asks to wait before the next file. Try again in a while.', options);
  }
  if (status >= 500) return new Failure('service-failed', `The media host failed (${status}). Try again in a while.`);
  if (status === 204) return new Failure('damaged', 'The media host sent an empty file. Nothing was kept.');
  return new Failure('bad-response', `The media host gave an answer that is of no use here (${status}). Check the address.`);
}
