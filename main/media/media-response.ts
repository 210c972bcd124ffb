import type { AppError, ErrorKind } from '../../preload/contract/errors.ts';
import { toAppError } from '../failure.ts';
import type { AnswerBody } from './answer-body.ts';
import type { MediaAnswer } from './media-answer.ts';

/**
 * On every response from `/media/`: the bytes come from strangers and share our origin, so a browser must neither guess
 * another type, nor run them as a page, nor let another origin embed them.
 */
const guards = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Kept files do not change under their id, which is this process's own, so a browser may show a thumbnail again without
 * asking; an hour is a session of scrolling. What is not whole on disk yet may still turn out to be wrong.
 */
const cacheControl = { kept: 'private, max-age=3600, immutable', passing: 'no-store' };

/** The success or 416 that an answer comes to. `body` is null for `HEAD` and for a 304. */
export function mediaResponse(answer: MediaAnswer, body: AnswerBody | null, options: { isNotModified: boolean }): Response {
  if (answer.range === 'unsatisfiable') return unsatisfiable(answer.totalBytes);
  const headers: Record<string, string> = {
    ...guards,
    'Accept-Ranges': 'bytes',
    'Cache-Control': answer.etag === null ? cacheControl.passing : cacheControl.kept,
  };
  if (answer.etag !== null) headers['ETag'] = answer.etag;
  if (options.isNotModified) return new Response(null, { status: 304, headers });

  headers['Content-Type'] = answer.contentType;
  const { range, totalBytes } = answer;
  const lengthBytes = range !== null ? range.end - range.start : (totalBytes ?? body?.wholeBytes ?? null);
  if (lengthBytes !== null) headers['Content-Length'] = String(lengthBytes);
  if (range !== null) headers['Content-Range'] = `bytes ${range.start}-${range.end - 1}/${totalBytes ?? '*'}`;
  return new Response(body?.stream ?? null, { status: range === null ? 200 : 206, headers });
}

function unsatisfiable(totalBytes: number | null): Response {
  const error: AppError = { kind: 'invalid-input', message: 'The part that was asked for lies beyond the end of the file.' };
  return errorJson(416, error, totalBytes === null ? {} : { 'Content-Range': `bytes */${totalBytes}` });
}

const statusOfKind: Record<ErrorKind, number> = {
  'signed-out': 401,
  'key-rejected': 401,
  forbidden: 403,
  'not-found': 404,
  'rejected-request': 502,
  throttled: 503,
  'service-failed': 502,
  unreachable: 502,
  'timed-out': 504,
  redirected: 502,
  'bad-response': 502,
  'key-storage-unprotected': 500,
  unfetchable: 502,
  damaged: 502,
  storage: 500,
  // Nobody reads it; nginx's number for a client that went away.
  cancelled: 499,
  'invalid-input': 400,
  internal: 500,
};

/** A failure as the page can show it: an `AppError` in JSON. */
export function errorResponse(thrown: unknown): Response {
  const error = toAppError(thrown);
  return errorJson(statusOfKind[error.kind], error, {});
}

/** For anything but GET and HEAD. */
export function methodNotAllowed(): Response {
  return errorJson(405, { kind: 'invalid-input', message: 'Media can only be read.' }, { Allow: 'GET, HEAD' });
}

function errorJson(status: number, error: AppError, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(error), {
    status,
    headers: { ...guards, 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}
