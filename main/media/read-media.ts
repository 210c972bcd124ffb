import { cancelled, Failure } from '../failure.ts';
import { BufferPool } from './buffer-pool.ts';
import type { AnswerMedia } from './media-answers.ts';

/** How a medium is wanted that is read whole. */
export interface WholeMediaAsk {
  mediaId: string;
  /** Past everything that is kept: what came last time could not be used. */
  isAnew: boolean;
  /** Files beyond this are refused. */
  maxBytes: number;
}

/** A file's bytes in order, in as many pieces as they came. Whoever got it releases it, and looks at no piece after that. */
export interface WholeMedia {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  release(): void;
}

/** Reads a medium to its end into memory; null when it is larger than is wanted. Rejects with a `Failure`. */
export type ReadMedia = (ask: WholeMediaAsk, signal: AbortSignal) => Promise<WholeMedia | null>;

/** Memory for the files on their way to the page: a few steps of a recording with many cameras. */
const pooledBytes = 16 << 20;

/** Makes the reader of whole media: for what hands them on in one piece, and has no use for ranges or headers. */
export function createMediaReader(answerMedia: AnswerMedia): ReadMedia {
  const pool = new BufferPool(pooledBytes);
  return async ({ mediaId, isAnew, maxBytes }, signal) => {
    const answer = await answerMedia({ mediaId, isHead: false, isAnew, rangeFor: () => null, signal });
    const lease = pool.lease();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let isComplete = false;
    try {
      let readBytes = 0;
      if ((answer.totalBytes ?? 0) > maxBytes) return null;
      for await (const piece of answer.chunks(lease)) {
        readBytes += piece.byteLength;
        if (readBytes > maxBytes) return null;
        pieces.push(piece);
      }
      // Pieces that were ended by giving up look like pieces that came to their end.
      if (signal.aborted) throw cancelled();
      if (answer.totalBytes !== null && readBytes !== answer.totalBytes) throw shortFile();
      isComplete = true;
      return { pieces, release: () => lease.release() };
    } finally {
      if (!isComplete) lease.release();
      await answer.close(isComplete);
    }
  };
}

function shortFile(): Failure {
  return new Failure('damaged', 'The file ended before all of it had come. Load it again.');
}
