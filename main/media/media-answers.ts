import { Failure } from '../failure.ts';
import { contentKey } from '../store/content-key.ts';
import type { CurrentStore } from '../store/current-store.ts';
import { storageFailure } from '../store/storage-failure.ts';
import type { StoredFile } from '../store/stored-file.ts';
import type { FileCondition } from '../store/verify-files.ts';
import type { Downloads } from './downloads.ts';
import { followedAnswer } from './followed-answer.ts';
import { createCheckedAssets, localAnswer, localEtagOf } from './local-answer.ts';
import type { MediaAnswer } from './media-answer.ts';
import { unknownMedia, type Origin } from './origin.ts';
import { passedAnswer, passedBytes } from './passed-answer.ts';
import type { RangeRequest } from './range.ts';
import { isLocalAsset, type MediaRegistry } from './registry.ts';
import { sniffLength } from './sniff.ts';
import { etagOf, storedAnswer } from './stored-answer.ts';

/** What is wanted of a medium, however it was asked for. */
export interface MediaAsk {
  /** As the registry gave it. */
  mediaId: string;
  /** Its length and type alone are wanted; the bytes are not to be fetched for it. */
  isHead: boolean;
  /** Past everything that is kept: what came last time could not be used. */
  isAnew: boolean;
  /** The part that is wanted, given the validator of what is kept (null: nothing is); null for the whole. */
  rangeFor: (etag: string | null) => RangeRequest | null;
  signal: AbortSignal;
}

/** Finds the bytes of a medium, wherever they are. Rejects with a `Failure`. */
export type AnswerMedia = (ask: MediaAsk) => Promise<MediaAnswer>;

export interface MediaAnswersOptions {
  registry: MediaRegistry;
  /** Without one everything comes from the network. */
  store: Pick<CurrentStore, 'current'>;
  origin: Origin;
  downloads: Downloads;
  /** Told of trouble with the disk, whose `cause` is to be redacted. */
  log: { warn: (message: string, cause: unknown) => void };
  /** How far ahead of a large file's download a part may lie to be waited for. Default 8 MiB. */
  waitAheadBytes?: number;
}

/**
 * Answers from a file of this computer where that is what was opened; from the store; else from the one download that fills
 * it, while it grows; else straight from the media host.
 */
export function createMediaAnswers(options: MediaAnswersOptions): AnswerMedia {
  const { registry, origin, downloads, log, waitAheadBytes = 8 << 20 } = options;
  const { finishBytes } = downloads;
  const checked = createCheckedAssets();

  async function answerUnstored(key: string, { mediaId, isHead, rangeFor, signal }: MediaAsk): Promise<MediaAnswer> {
    const store = options.store.current;
    const running = downloads.get(key);
    if (isHead && running === undefined) {
      // Signed addresses are often good for GET only, and the type is in the first bytes.
      const beginning = await passedAnswer(origin, mediaId, { start: 0, end: sniffLength }, signal);
      return { ...beginning, range: beginning.range === 'unsatisfiable' ? 'unsatisfiable' : null };
    }
    const range = rangeFor(null);
    const large = store === null ? null : downloads.largeFile(key);
    const isHopeless = large !== null && running === undefined && (isPart(range) || store?.fits(key, large.totalBytes ?? 0) === false);
    if (store !== null && !isHopeless) {
      const followed = await followedAnswer(downloads.getOrStart(store, mediaId, key), range, {
        waitAheadBytes,
        finishBytes,
        signal,
        onHead: (head) => downloads.noteHead(key, head),
        passedBytes: (start, end) => passedBytes(origin, mediaId, start, end, signal),
      });
      if (followed !== null) return followed;
    }
    return passedAnswer(origin, mediaId, range, signal, downloads.largeFile(key)?.contentType);
  }

  /** What came of the kept file was of no use: a damaged one is gone after this, and must never be shown. */
  async function answerAnew(key: string, ask: MediaAsk): Promise<MediaAnswer> {
    const kept = await checkKept(key, ask.signal);
    try {
      return await answerUnstored(key, ask);
    } catch (cause) {
      if (ask.signal.aborted || kept === 'missing') throw cause;
      if (kept === 'damaged') throw damagedAndGone(cause);
      // As good as it was, and all that there is now.
      const file = readStore(key);
      if (file === null) throw cause;
      return storedAnswer(file, ask.rangeFor(etagOf(file)));
    }
  }

  async function checkKept(key: string, signal: AbortSignal): Promise<FileCondition> {
    try {
      return (await options.store.current?.check(key, signal)) ?? 'missing';
    } catch (cause) {
      if (signal.aborted) throw cause;
      logStorageProblem(cause);
      return 'missing';
    }
  }

  function readStore(key: string): StoredFile | null {
    try {
      return options.store.current?.read(key) ?? null;
    } catch (cause) {
      logStorageProblem(cause);
      return null;
    }
  }

  function logStorageProblem(cause: unknown): void {
    const failure = storageFailure(cause);
    log.warn(failure.message, failure.cause);
  }

  return async (ask) => {
    const asset = registry.get(ask.mediaId);
    if (asset === undefined) throw unknownMedia();
    if (isLocalAsset(asset)) return localAnswer(asset, ask.rangeFor(localEtagOf(asset)), checked, ask.signal);
    const key = contentKey(asset.identity);
    if (ask.isAnew) return answerAnew(key, ask);
    // Downloads before the store: one that ends now is in the store by the time that one is asked.
    const file = downloads.get(key) === undefined ? readStore(key) : null;
    return file === null ? answerUnstored(key, ask) : storedAnswer(file, ask.rangeFor(etagOf(file)));
  };
}

function damagedAndGone(cause: unknown): Failure {
  const why = cause instanceof Failure ? ` ${cause.message}` : '';
  return new Failure('damaged', `The kept file was damaged on disk, so it was removed, and could not be fetched again.${why} It is fetched as soon as that works.`, { cause });
}

/** Whether a range is less than the file: not `bytes=0-`, with which players open every file. */
function isPart(range: RangeRequest | null): boolean {
  return range !== null && !('start' in range && range.start === 0 && range.end === null);
}
