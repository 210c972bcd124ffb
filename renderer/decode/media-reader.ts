import { bodyOf, fetchMedia } from './fetch-media.ts';
import type { MediaSocket } from './media-socket.ts';

/**
 * Brings the whole of a media file. `isAnew`: past everything that is kept. Rejects with a `DecodeError`, or with the
 * abort of `signal`.
 */
export type MediaReader = (url: string, wish: { readonly isAnew: boolean }, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;

/** By `fetch`, which every shell answers. */
export const readByFetch: MediaReader = async (url, { isAnew }, signal) => await bodyOf(await fetchMedia(url, signal, { isAnew }), signal);

/** Over the media socket of the loopback host; what cannot be had there, because it is large or the socket broke, by `fetch`. */
export function readOverSocket(socket: MediaSocket): MediaReader {
  return async (url, wish, signal) => {
    const mediaId = new URL(url).pathname.replace(/^\/media\//, '');
    return (await socket.read(mediaId, wish, signal)) ?? (await readByFetch(url, wish, signal));
  };
}
