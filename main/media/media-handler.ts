import { fetchAnewHeader } from '../../preload/contract/fetch-anew.ts';
import { toAppError, type Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { contentKey } from '../store/content-key.ts';
import { storageFailure } from '../store/storage-failure.ts';
import type { StoredFile } from '../store/stored-file.ts';
import { answerBody, type HoldBack } from './answer-body.ts';
import { Downloads } from './downloads.ts';
import type { MediaFetch } from './fetch-media.ts';
import { followedAnswer } from './followed-answer.ts';
import type { MediaAnswer } from './media-answer.ts';
import { errorResponse, mediaResponse, methodNotAllowed } from './media-response.ts';
import { Origin, unknownMedia } from './origin.ts';
import { passedAnswer, passedBytes } from './passed-answer.ts';
import { parseRange, type RangeRequest } from './range.ts';
import type { MediaRegistry } from './registry.ts';
import { sniffLength } from './sniff.ts';
import { etagOf, storedAnswer } from './stored-answer.ts';

export interface MediaHandlerOptions {
  registry: MediaRegistry;
  /** Null when the data folder cannot be used: everything then comes from the network. */
  store: ByteStore | null;
  fetchMedia: MediaFetch;
  /** Told of defects, trouble with the disk and bodies that broke off; `cause` is to be redacted. */
  log: { warn: (message: string, cause: unknown) => void };
  /** Up to this length a file is fetched whole even when only a part is asked for. Default 64 MiB. */
  finishBytes?: number;
  /** How far ahead of a large file's download a part may lie to be waited for. Default 8 MiB. */
  waitAheadBytes?: number;
  /** Default 4 MiB and 200 ms: images and sweeps that fail are answered with the reason, and cancelling stays possible. */
  holdBack?: HoldBack;
}

/**
 * Answers `GET` and `HEAD` of `/media/<id>` for both shells: from the store; else from the one download that fills it,
 * while it grows; else straight from the media host. Never rejects: a failure is a status with an `AppError` in JSON.
 */
export function createMediaHandler(options: MediaHandlerOptions): (request: Request) => Promise<Response> {
  const { registry, store, log, finishBytes = 64 << 20, waitAheadBytes = 8 << 20, holdBack = { bytes: 4 << 20, ms: 200 } } = options;
  const onStorageProblem = (failure: Failure) => log.warn(failure.message, failure.cause);
  const origin = new Origin(registry, options.fetchMedia);
  const downloads = store === null ? null : new Downloads({ store, origin, finishBytes, onStorageProblem });

  async function answerUnstored(id: string, key: string, request: Request, signal: AbortSignal): Promise<MediaAnswer> {
    const running = downloads?.get(key);
    if (request.method === 'HEAD' && running === undefined) {
      // Signed addresses are often good for GET only, and the type is in the first bytes.
      const beginning = await passedAnswer(origin, id, { start: 0, end: sniffLength }, signal);
      return { ...beginning, range: beginning.range === 'unsatisfiable' ? 'unsatisfiable' : null };
    }
    const range = requestedRange(request, null);
    const large = downloads?.largeFile(key) ?? null;
    const isHopeless = large !== null && running === undefined && (isPart(range) || store?.fits(large.totalBytes ?? 0) === false);
    if (downloads !== null && !isHopeless) {
      const followed = await followedAnswer(downloads.getOrStart(id, key), range, {
        waitAheadBytes,
        finishBytes,
        signal,
        onHead: (head) => downloads.noteHead(key, head),
        passedBytes: (start, end) => passedBytes(origin, id, start, end, signal),
      });
      if (followed !== null) return followed;
    }
    return passedAnswer(origin, id, range, signal, downloads?.largeFile(key)?.contentType);
  }

  async function readStore(key: string): Promise<StoredFile | null> {
    try {
      return (await store?.read(key)) ?? null;
    } catch (cause) {
      onStorageProblem(storageFailure(cause));
      return null;
    }
  }

  async function respond(request: Request): Promise<Response> {
    const id = /^\/media\/([\w-]{1,64})$/.exec(new URL(request.url).pathname)?.[1];
    const asset = id === undefined ? undefined : registry.get(id);
    if (id === undefined || asset === undefined) throw unknownMedia();
    const gone = new AbortController();
    request.signal.addEventListener('abort', () => gone.abort(), { once: true });
    if (request.signal.aborted) gone.abort();
    const key = contentKey(asset.identity);
    // Downloads before the store: one that ends now is in the store by the time that one is asked.
    const isKeptGoodEnough = downloads?.get(key) === undefined && !request.headers.has(fetchAnewHeader);
    const file = isKeptGoodEnough ? await readStore(key) : null;
    const answer =
      file === null
        ? await answerUnstored(id, key, request, gone.signal)
        : await storedAnswer(file, requestedRange(request, etagOf(file)));

    const isNotModified = answer.etag !== null && matches(request.headers.get('if-none-match'), answer.etag);
    if (request.method === 'HEAD' || isNotModified || answer.range === 'unsatisfiable') {
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

/** The range to answer: only `GET` has one, and only while the file is the one that `If-Range` means (RFC 9110 §13.1.5). */
function requestedRange(request: Request, etag: string | null): RangeRequest | null {
  if (request.method !== 'GET') return null;
  const validator = request.headers.get('if-range');
  return validator === null || validator === etag ? parseRange(request.headers.get('range')) : null;
}

/** Whether a range is less than the file: not `bytes=0-`, with which players open every file. */
function isPart(range: RangeRequest | null): boolean {
  return range !== null && !('start' in range && range.start === 0 && range.end === null);
}

/** `If-None-Match` (RFC 9110 §13.1.2): a list, compared weakly. */
function matches(header: string | null, etag: string): boolean {
  return header !== null && header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
