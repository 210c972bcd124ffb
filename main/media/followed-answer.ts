import { NotKept, type Download } from './download.ts';
import type { Chunks, MediaAnswer } from './media-answer.ts';
import type { MediaHead } from './media-head.ts';
import { resolveRange, type RangeRequest } from './range.ts';

/** What following needs besides the download. */
export interface FollowOptions {
  /** How far ahead of a large file's download a part may lie to be waited for. */
  waitAheadBytes: number;
  /** Above this length, a file is large. */
  finishBytes: number;
  signal: AbortSignal;
  /** Told what the beginning of the file tells. */
  onHead: (head: MediaHead) => void;
  /** Where the bytes come from when the download turns out not to be kept. */
  passedBytes: (start: number, end: number | null) => Chunks;
}

/**
 * Answers from a download as it grows. A reader gets bytes as they arrive; a part that lies ahead is waited for. Null
 * when the media host should be asked for the part itself: nothing is kept, or the part lies far ahead in a large file.
 * A host that announces no length has to be read to the end before a part can be answered.
 */
export async function followedAnswer(
  download: Download,
  request: RangeRequest | null,
  options: FollowOptions,
): Promise<MediaAnswer | null> {
  download.join();
  try {
    const head = await download.head(options.signal);
    options.onHead(head);
    const { contentType } = head;
    const totalBytes = head.totalBytes ?? (request === null ? null : await download.received(options.signal));
    const range = request === null || totalBytes === null ? null : resolveRange(request, totalBytes);
    const [start, end] = range === null || range === 'unsatisfiable' ? [0, totalBytes] : [range.start, range.end];
    const isLarge = totalBytes !== null && totalBytes > options.finishBytes;
    if (isLarge && start - download.lengthBytes > options.waitAheadBytes) {
      await download.leave(false);
      return null;
    }
    return {
      range,
      totalBytes,
      contentType,
      etag: null,
      chunks: () => chunksOf(download, { start, end, isToTheEnd: end === totalBytes }, options),
      close: (isComplete) => download.leave(isComplete),
    };
  } catch (cause) {
    await download.leave(false);
    if (cause instanceof NotKept) return null;
    throw cause;
  }
}

interface Part {
  start: number;
  /** Exclusive; null while the length is not known. */
  end: number | null;
  isToTheEnd: boolean;
}

async function* chunksOf(download: Download, { start, end, isToTheEnd }: Part, options: FollowOptions): Chunks {
  const limit = end ?? Infinity;
  let position = start;
  try {
    while (position < limit) {
      const bytes = await download.read(position, limit, options.signal);
      if (bytes === null) return;
      position += bytes.byteLength;
      yield bytes;
    }
    // Only the end of the body tells whether it is as long as announced.
    if (isToTheEnd) await download.received(options.signal);
    return;
  } catch (cause) {
    if (!(cause instanceof NotKept)) throw cause;
  }
  if (position < limit) yield* options.passedBytes(position, end);
}
