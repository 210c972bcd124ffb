import { DecodeError } from './decode-error.ts';
import type { ImagePayload } from './decode-image.ts';
import type { FramePayload } from './decode-protocol.ts';
import type { DecodeRequest } from './decode-request.ts';
import type { EncodedCache } from './encoded-cache.ts';
import { imageType, isVideo } from './image-type.ts';
import type { MediaReader } from './media-reader.ts';
import type { LoadLazPerf } from './point-cloud/laz-perf.ts';
import { PointCloudError } from './point-cloud/point-cloud-error.ts';
import { readPointCloud } from './point-cloud/read-point-cloud.ts';
import { spreadPoints } from './point-cloud/spread-points.ts';

/**
 * Decodes a picture of a known MIME type, and may take its bytes over; throws `DecodeError`, or the abort of `signal`.
 * Passed in, because only browsers can.
 */
export type ImageReader = (bytes: Uint8Array<ArrayBuffer>, type: string, signal: AbortSignal, mostBytes?: number) => Promise<ImagePayload>;

/** What a worker reads frames with. */
export interface FrameReading {
  readonly readMedia: MediaReader;
  readonly readImage: ImageReader;
  readonly encoded: EncodedCache;
  readonly loadLazPerf: LoadLazPerf;
}

/**
 * Fetches a media file and decodes it by what it holds, whatever it was announced as. Throws `DecodeError` with what a
 * person should know, or the abort of `signal`.
 */
export async function readFrame(request: DecodeRequest, signal: AbortSignal, { readMedia, readImage, encoded, loadLazPerf }: FrameReading): Promise<FramePayload> {
  const { url, isRetry: isAnew = false } = request;
  const bytes = encoded.get(url) ?? (await readMedia(url, { isAnew }, signal));
  if (bytes.byteLength === 0) throw new DecodeError('The file is empty. Export it again.');
  const type = imageType(bytes);
  signal.throwIfAborted();
  if (type !== null) {
    // Before it is decoded, because decoding may take the bytes over.
    encoded.put(url, bytes);
    try {
      return await readImage(bytes, type, signal, request.mostBytes);
    } catch (error) {
      // A damaged file is to be fetched anew when it is tried again.
      if (error instanceof DecodeError) encoded.forget(url);
      throw error;
    }
  }
  if (isVideo(bytes)) throw new DecodeError('This file is a video, where a single frame was due. Views that are one video file play; videos among other frames do not.');
  if (request.hint === 'image') throw new DecodeError('This file is not a picture that Avala Viewer knows. Export the frames as JPEG, PNG or WebP.');
  try {
    const hint = request.binColumns === undefined ? {} : { binColumns: request.binColumns };
    return { kind: 'point-cloud', cloud: spreadPoints(await readPointCloud(bytes, hint, loadLazPerf)) };
  } catch (error) {
    throw error instanceof PointCloudError ? new DecodeError(error.message) : error;
  }
}
