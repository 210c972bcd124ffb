import { fetchAnewHeader } from '../../preload/contract/fetch-anew.ts';
import { toAppError } from '../failure.ts';
import { answerBody, type HoldBack } from './answer-body.ts';
import type { AnswerMedia } from './media-answers.ts';
import { errorResponse, mediaResponse, methodNotAllowed } from './media-response.ts';
import { unknownMedia } from './origin.ts';
import { parseRange } from './range.ts';

export interface MediaHandlerOptions {
  answerMedia: AnswerMedia;
  /** Told of defects and of bodies that broke off; `cause` is to be redacted. */
  log: { warn: (message: string, cause: unknown) => void };
  /** Default 4 MiB and 200 ms: images and sweeps that fail are answered with the reason, and cancelling stays possible. */
  holdBack?: HoldBack;
}

/**
 * Answers `GET` and `HEAD` of `/media/<id>` for both shells. Never rejects: a failure is a status with an `AppError` in
 * JSON.
 */
export function createMediaHandler({ answerMedia, log, holdBack = { bytes: 4 << 20, ms: 200 } }: MediaHandlerOptions): (request: Request) => Promise<Response> {
  async function respond(request: Request): Promise<Response> {
    const mediaId = /^\/media\/([\w-]{1,64})$/.exec(new URL(request.url).pathname)?.[1];
    if (mediaId === undefined) throw unknownMedia();
    const gone = new AbortController();
    request.signal.addEventListener('abort', () => gone.abort(), { once: true });
    if (request.signal.aborted) gone.abort();
    const isHead = request.method === 'HEAD';
    const answer = await answerMedia({
      mediaId,
      isHead,
      isAnew: request.headers.has(fetchAnewHeader),
      rangeFor: (etag) => (isHead || !isRangeFor(request, etag) ? null : parseRange(request.headers.get('range'))),
      signal: gone.signal,
    });

    const isNotModified = answer.etag !== null && matches(request.headers.get('if-none-match'), answer.etag);
    if (isHead || isNotModified || answer.range === 'unsatisfiable') {
      await answer.close(false);
      return mediaResponse(answer, null, { isNotModified });
    }
    const onBroken = (thrown: unknown) => {
      const { kind, message } = toAppError(thrown);
      if (kind !== 'cancelled') log.warn(message, thrown);
    };
    return mediaResponse(answer, await answerBody(answer, { holdBack, gone, onBroken }), { isNotModified });
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed();
    try {
      return await respond(request);
    } catch (thrown) {
      if (toAppError(thrown).kind === 'internal') log.warn('A media request met a defect.', thrown);
      return errorResponse(thrown);
    }
  };
}

/** Whether the range asked for holds for the file at hand: unless `If-Range` means another one (RFC 9110 §13.1.5). */
function isRangeFor(request: Request, etag: string | null): boolean {
  const validator = request.headers.get('if-range');
  return validator === null || validator === etag;
}

/** `If-None-Match` (RFC 9110 §13.1.2): a list, compared weakly. */
function matches(header: string | null, etag: string): boolean {
  return header !== null && header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
