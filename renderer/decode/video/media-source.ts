import { CustomSource, type Source } from 'mediabunny';
import { DecodeError } from '../decode-error.ts';
import { bodyOf, fetchMedia } from '../fetch-media.ts';

/** Enough for the boxes at the head of most files, so that asking for the length brings in what is read first. */
const firstBytes = 64 << 10;

/** Encoded bytes that a video keeps in memory: several groups of pictures. */
const cacheBytes = 16 << 20;

/**
 * A media file as mediabunny reads it: parts of exactly the asked length. Its own `UrlSource` asks for the open range to
 * the end and breaks the answer off, which the media handler must take for a lost reader and so stops the download that
 * would have filled the store; answers that are read to their end let it finish.
 */
export function mediaSource(url: string): Source {
  const closed = new AbortController();
  let beginning: Promise<Beginning> | null = null;
  return new CustomSource({
    getSize: async () => {
      beginning ??= readBeginning(url, closed.signal);
      return (await beginning).totalBytes;
    },
    read: async (start, end) => {
      const known = await beginning;
      if (known !== null && end <= known.bytes.byteLength) return known.bytes.subarray(start, end);
      const response = await fetchMedia(url, closed.signal, { range: { first: start, last: end - 1 } });
      const bytes = await bodyOf(response, closed.signal);
      return response.status === 206 ? bytes : bytes.subarray(start, end);
    },
    dispose: () => closed.abort(),
    maxCacheSize: cacheBytes,
    prefetchProfile: 'network',
    // What is read ahead may fail: whoever needs it asks again and hears of it.
    handleUnhandledError: () => undefined,
  });
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
