import { cancelled, Failure } from '../failure.ts';
import type { AnswerMedia } from './media-answers.ts';

/** How a medium is wanted that is read whole. */
export interface WholeMediaAsk {
  mediaId: string;
  /** Past everything that is kept: what came last time could not be used. */
  isAnew: boolean;
  /** Files beyond this are refused. */
  maxBytes: number;
}

/**
 * Reads a medium to its end into memory: its bytes in order, in as many pieces as they came. Rejects with a `Failure`;
 * null when the file is larger than is wanted.
 */
export type ReadMedia = (ask: WholeMediaAsk, signal: AbortSignal) => Promise<readonly Uint8Array<ArrayBuffer>[] | null>;

/** Makes the reader of whole media: for what hands them on in one piece, and has no use for ranges or headers. */
export function createMediaReader(answerMedia: AnswerMedia): ReadMedia {
  return async ({ mediaId, isAnew, maxBytes }, signal) => {
    const answer = await answerMedia({ mediaId, isHead: false, isAnew, rangeFor: () => null, signal });
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let readBytes = answer.totalBytes ?? 0;
    let isComplete = false;
    try {
      if (readBytes > maxBytes) return null;
      readBytes = 0;
      for await (const chunk of answer.chunks()) {
        readBytes += chunk.byteLength;
        if (readBytes > maxBytes) return null;
        chunks.push(chunk);
      }
      // Chunks that were ended by giving up look like chunks that came to their end.
      if (signal.aborted) throw cancelled();
      if (answer.totalBytes !== null && readBytes !== answer.totalBytes) throw shortFile();
      isComplete = true;
      return chunks;
    } finally {
      await answer.close(isComplete);
    }
  };
}

function shortFile(): Failure {
  return new Failure('damaged', 'The file ended before all of it had come. Load it again.');
}
