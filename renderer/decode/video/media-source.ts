import { CustomSource, type Source } from 'mediabunny';
import { DecodeError } from '../decode-error.ts';
import { bodyOf, fetchMedia } from '../fetch-media.ts';
import { encodedBytesPerVideo } from './video-memory.ts';

/** Enough for the boxes at the head of most files, so that asking for the length brings in what is read first. */
const firstBytes = 64 << 10;

/** A media file, and what ends the reads that are under way. */
export interface MediaFile {
  readonly source: Source;
  /** They reject with an abort; what is read after that is not affected. */
  readonly callOffReads: () => void;
}

/**
 * A media file as mediabunny reads it: parts of exactly the asked length. Its own `UrlSource` asks for the open range to
 * the end and breaks the answer off, which the media handler must take for a lost reader and so stops the download that
 * would have filled the store; answers that are read to their end let it finish.
 */
export function mediaSource(url: string): MediaFile {
  let reads = new AbortController();
  let beginning: Promise<Beginning> | null = null;
  const source = new CustomSource({
    getSize: async () => {
      beginning ??= readBeginning(url, reads.signal);
      return (await beginning).totalBytes;
    },
    read: async (start, end) => {
      const { signal } = reads;
      const known = await beginning;
      if (known !== null && end <= known.bytes.byteLength) return known.bytes.subarray(start, end);
      const response = await fetchMedia(url, signal, { range: { first: start, last: end - 1 } });
      const bytes = await bodyOf(response, signal);
      return response.status === 206 ? bytes : bytes.subarray(start, end);
    },
    dispose: () => reads.abort(),
    maxCacheSize: encodedBytesPerVideo,
    prefetchProfile: 'network',
    // What is read ahead may fail: whoever needs it asks again and hears of it.
    handleUnhandledError: () => undefined,
  });
  return {
    source,
    callOffReads: () => {
      reads.abort();
      reads = new AbortController();
    },
  };
}

interface Beginning {
  bytes: Uint8Array<ArrayBuffer>;
  totalBytes: number;
}

async function readBeginning(url: string, signal: AbortSignal): Promise<Beginning> {
  const response = await fetchMedia(url, signal, { range: { first: 0, last: firstBytes - 1 } });
  const bytes = await bodyOf(response, signal);
  if (response.status !== 206) return { bytes, totalBytes: bytes.byteLength };
  const totalBytes = Number(/\/(\d+)\s*$/.exec(response.headers.get('Content-Range') ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(totalBytes)) throw new DecodeError('The length of this video is not known, so its frames cannot be found. Try again when it is downloaded.');
  return { bytes, totalBytes };
}
