import type { Failure } from '../failure.ts';
import type { ByteStore } from '../store/byte-store.ts';
import { contentKey } from '../store/content-key.ts';
import { storageFailure } from '../store/storage-failure.ts';
import type { StoredFile } from '../store/stored-file.ts';
import { Downloads } from './downloads.ts';
import type { MediaFetch } from './fetch-media.ts';
import { followedAnswer } from './followed-answer.ts';
import { CheckedAssets, localAnswer, localEtagOf } from './local-answer.ts';
import type { MediaAnswer } from './media-answer.ts';
import { Origin, unknownMedia } from './origin.ts';
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
  /** Null when the data folder cannot be used: everything then comes from the network. */
  store: ByteStore | null;
  fetchMedia: MediaFetch;
  /** Told of trouble with the disk, whose `cause` is to be redacted. */
  log: { warn: (message: string, cause: unknown) => void };
  /** Up to this length a file is fetched whole even when only a part is asked for. Default 64 MiB. */
  finishBytes?: number;
  /** How far ahead of a large file's download a part may lie to be waited for. Default 8 MiB. */
  waitAheadBytes?: number;
}

/** Answers from the computer's own file where that is what was opened; from the store; else from the one download that fills it, while it grows; else straight from the media host. */
export function createMediaAnswers(options: MediaAnswersOptions): AnswerMedia {
  const { registry, store, log, finishBytes = 64 << 20, waitAheadBytes = 8 << 20 } = options;
  const onStorageProblem = (failure: Failure) => log.warn(failure.message, failure.cause);
  const checked = new CheckedAssets();
  const origin = new Origin(registry, options.fetchMedia);
  const downloads = store === null ? null : new Downloads({ store, origin, finishBytes, onStorageProblem });

  async function answerUnstored(key: string, { mediaId, isHead, rangeFor, signal }: MediaAsk): Promise<MediaAnswer> {
    const running = downloads?.get(key);
    if (isHead && running === undefined) {
      // Signed addresses are often good for GET only, and the type is in the first bytes.
      const beginning = await passedAnswer(origin, mediaId, { start: 0, end: sniffLength }, signal);
      return { ...beginning, range: beginning.range === 'unsatisfiable' ? 'unsatisfiable' : null };
    }
    const range = rangeFor(null);
    const large = downloads?.largeFile(key) ?? null;
    const isHopeless = large !== null && running === undefined && (isPart(range) || store?.fits(large.totalBytes ?? 0) === false);
    if (downloads !== null && !isHopeless) {
      const followed = await followedAnswer(downloads.getOrStart(mediaId, key), range, {
        waitAheadBytes,
        finishBytes,
        signal,
        onHead: (head) => downloads.noteHead(key, head),
        passedBytes: (start, end) => passedBytes(origin, mediaId, start, end, signal),
      });
      if (followed !== null) return followed;
    }
    return passedAnswer(origin, mediaId, range, signal, downloads?.largeFile(key)?.contentType);
  }

  function readStore(key: string): StoredFile | null {
    try {
      return store?.read(key) ?? null;
    } catch (cause) {
      onStorageProblem(storageFailure(cause));
      return null;
    }
  }

  return async (ask) => {
    const asset = registry.get(ask.mediaId);
    if (asset === undefined) throw unknownMedia();
    if (isLocalAsset(asset)) return localAnswer(asset, ask.rangeFor(localEtagOf(asset)), checked, ask.signal);
    const key = contentKey(asset.identity);
    // Downloads before the store: one that ends now is in the store by the time that one is asked.
    const isKeptGoodEnough = downloads?.get(key) === undefined && !ask.isAnew;
    const file = isKeptGoodEnough ? readStore(key) : null;
    return file === null ? answerUnstored(key, ask) : storedAnswer(file, ask.rangeFor(etagOf(file)));
  };
}

/** Whether a range is less than the file: not `bytes=0-`, with which players open every file. */
function isPart(range: RangeRequest | null): boolean {
  return range !== null && !('start' in range && range.start === 0 && range.end === null);
}
