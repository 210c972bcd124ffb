import { DecodeError } from './decode-error.ts';
import type { ImagePayload } from './decode-image.ts';
import type { FramePayload } from './decode-protocol.ts';
import type { DecodeRequest } from './decode-request.ts';
import { imageType, isVideo } from './image-type.ts';
import { PointCloudError } from './point-cloud/point-cloud-error.ts';
import { readPointCloud } from './point-cloud/read-point-cloud.ts';

/** Decodes a picture of a known MIME type; throws `DecodeError`. Passed in, because only browsers can. */
export type ImageReader = (bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<ImagePayload>;

/**
 * Fetches a media file and decodes it by what it holds, whatever it was announced as. Throws `DecodeError` with what a
 * person should know, or the abort of `signal`.
 */
export async function readFrame(request: DecodeRequest, signal: AbortSignal, readImage: ImageReader): Promise<FramePayload> {
  const bytes = await fetchBytes(request.url, signal);
  if (bytes.byteLength === 0) throw new DecodeError('The file is empty. Export it again.');
  const type = imageType(bytes);
  if (type !== null) return readImage(bytes, type);
  if (isVideo(bytes)) throw new DecodeError('This is a video, and this version of Avala Viewer does not play video views yet.');
  if (request.hint === 'image') throw new DecodeError('This file is not a picture that Avala Viewer knows. Export the frames as JPEG, PNG or WebP.');
  try {
    const hint = request.binColumns === undefined ? {} : { binColumns: request.binColumns };
    return { kind: 'point-cloud', cloud: readPointCloud(bytes, hint) };
  } catch (error) {
    throw error instanceof PointCloudError ? new DecodeError(error.message) : error;
  }
}

async function fetchBytes(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new DecodeError('Avala Viewer’s background process did not answer. Restart the viewer; what was kept is safe.', { cause: error });
  }
  if (!response.ok) throw new DecodeError(await failureMessage(response));
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
