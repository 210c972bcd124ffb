import { fetchAnewHeader } from '../../preload/contract/fetch-anew.ts';
import { DecodeError } from './decode-error.ts';

/** What of a media file is wanted, and how. */
export interface MediaWish {
  /** Inclusive at both ends, as HTTP counts. */
  readonly range?: { readonly first: number; readonly last: number };
  /** Past everything that is kept. */
  readonly isAnew?: boolean;
}

/**
 * Asks for a media file, or for a part of it. Throws `DecodeError` with the media handler's own words, or the abort of
 * `signal`.
 */
export async function fetchMedia(url: string, signal: AbortSignal, { range, isAnew = false }: MediaWish = {}): Promise<Response> {
  const headers = new Headers();
  if (range !== undefined) headers.set('Range', `bytes=${range.first}-${range.last}`);
  if (isAnew) headers.set(fetchAnewHeader, '1');
  let response: Response;
  try {
    // What is kept is on disk already: a second copy in the browser's own cache costs a tenth of the frames a second.
    response = await fetch(url, { signal, headers, cache: 'no-store' });
  } catch (error) {
    signal.throwIfAborted();
    throw new DecodeError('Avala Viewer’s background process did not answer. Restart the viewer; what was kept is safe.', { cause: error });
  }
  if (!response.ok) throw new DecodeError(await failureMessage(response));
  return response;
}

/** What browsers put into one `ArrayBuffer` without fail. Videos, which are larger, are never read whole. */
const mostBodyBytes = 2 ** 31 - 1;

/** The whole body. Throws `DecodeError` when it is too large or breaks off, or the abort of `signal`. */
export async function bodyOf(response: Response, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const length = Number(response.headers.get('Content-Length') ?? 0);
  if (length > mostBodyBytes) {
    await response.body?.cancel();
    throw new DecodeError(`This file has ${(length / 1e9).toFixed(1)} GB; a frame of up to 2 GB can be shown. Export it smaller. The other frames are not affected.`);
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw new DecodeError('The download broke off before the file was complete. Try again.', { cause: error });
  }
}

/** The media handler answers failures with an `AppError` as JSON; read by hand, to keep the schema library out of the worker. */
async function failureMessage(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') return body.message;
  } catch {
    // Not JSON: what follows says all there is to say.
  }
  return `The file could not be fetched (status ${response.status}). Try again.`;
}
