import { DecodeError } from './decode-error.ts';
import type { ImageSamples } from './decoded-frame.ts';
import { isDeepPng, keptSamples, readDeepPng, readTiff, renderingOf, samplesOf, type DeepImage } from './deep-image.ts';
import { keptSize, mostSidePx, refuseTooLarge } from './picture-limits.ts';
import { pictureSize, type PictureSize } from './picture-size.ts';

/** A decoded picture as plain data; who receives it closes `image`. */
export interface ImagePayload {
  readonly kind: 'image';
  readonly image: VideoFrame | ImageBitmap;
  /** Of the source, where `image` may be smaller. */
  readonly width: number;
  readonly height: number;
  readonly byteLength: number;
  readonly samples?: ImageSamples;
}

/**
 * Decodes a picture: to a `VideoFrame` where there is an `ImageDecoder` that takes the type, because a JPEG then stays YUV
 * (1.5 bytes a pixel against 4), else to an `ImageBitmap`; 16-bit PNG and TIFF by libraries that keep their values. A picture too large
 * to be kept is scaled down. Throws `DecodeError` on a picture that is cut off or damaged: half a picture is never shown
 * as a whole one, or the abort of `signal`. The bytes may be taken over: whoever needs them again keeps a copy.
 * `mostBytes`: what it may take decoded.
 */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>, type: string, signal: AbortSignal, mostBytes = Infinity): Promise<ImagePayload> {
  const { byteLength } = bytes;
  try {
    if (type === 'image/tiff') return await deepPayload(await readTiff(bytes), mostBytes);
    if (type === 'image/png' && isDeepPng(bytes)) return await deepPayload(await readDeepPng(bytes), mostBytes);
    const size = pictureSize(bytes, type);
    const decode = async () => scaledDown(await decodeUsual(bytes, type, signal), mostBytes);
    if (size === null || Math.max(size.width, size.height) <= mostSidePx) return await decode();
    refuseTooLarge(size, 'usual');
    return await inTurn(decode, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DecodeError) throw error;
    const name = type.replace('image/', '').toUpperCase();
    const size = byteLength.toLocaleString('en-US');
    throw new DecodeError(
      `This ${name} picture is cut off or damaged${type === 'image/tiff' ? ', or compressed in a way that Avala Viewer does not read' : ''} (${size} bytes arrived). The other frames are not affected; try again, or export it anew.`,
      { cause: error },
    );
  }
}

async function decodeUsual(bytes: Uint8Array<ArrayBuffer>, type: string, signal: AbortSignal): Promise<ImagePayload> {
  // Not every browser that the host's page may be opened in has it.
  const isTaken = 'ImageDecoder' in globalThis && (await ImageDecoder.isTypeSupported(type));
  signal.throwIfAborted();
  return isTaken ? await decodeToVideoFrame(bytes, type, signal) : await decodeToBitmap(bytes, type);
}

async function decodeToVideoFrame(data: Uint8Array<ArrayBuffer>, type: string, signal: AbortSignal): Promise<ImagePayload> {
  const decoder = new ImageDecoder({ type, data, transfer: isTransferable(data, type) ? [data.buffer] : [] });
  const giveUp = () => decoder.close();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const { image } = await decoder.decode({ completeFramesOnly: true });
    const { displayWidth: width, displayHeight: height, format } = image;
    // A frame without a format is opaque (it lies on the GPU): take it for RGBA.
    const byteLength = format === null ? width * height * 4 : image.allocationSize();
    return { kind: 'image', image, width, height, byteLength };
  } finally {
    signal.removeEventListener('abort', giveUp);
    decoder.close();
  }
}

/**
 * Handed over, the bytes are not copied once more. Chromium (156) then reads the whole buffer whatever part of it `data`
 * is: right only where the picture begins with the buffer, in a format that ends itself.
 */
function isTransferable(data: Uint8Array<ArrayBuffer>, type: string): boolean {
  return type === 'image/jpeg' && data.byteOffset === 0;
}

async function decodeToBitmap(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImagePayload> {
  return bitmapPayload(await createImageBitmap(new Blob([bytes], { type })));
}

async function deepPayload(image: DeepImage, mostBytes: number): Promise<ImagePayload> {
  const all = samplesOf(image);
  const samples = all === null ? null : keptSamples(all, mostBytes / 2);
  const rendering = await createImageBitmap(new ImageData(renderingOf(image), image.width, image.height));
  const payload = await scaledDown(bitmapPayload(rendering), mostBytes - (samples?.data.byteLength ?? 0));
  return samples === null ? payload : { ...payload, byteLength: payload.byteLength + samples.data.byteLength, samples };
}

/** The same picture no larger than may be kept; the size it states stays the source's. */
async function scaledDown(payload: ImagePayload, mostBytes: number): Promise<ImagePayload> {
  const source = { width: payload.width, height: payload.height };
  const { width, height } = keptSize(source, payload.byteLength > mostBytes ? mostBytes : Infinity);
  if (width === source.width && height === source.height) return payload;
  try {
    const image = await createImageBitmap(payload.image, { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' });
    return bitmapPayload(image, source);
  } finally {
    payload.image.close();
  }
}

function bitmapPayload(image: ImageBitmap, source: PictureSize = image): ImagePayload {
  return { kind: 'image', image, width: source.width, height: source.height, byteLength: image.width * image.height * 4 };
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * One large picture at a time in each worker: each takes hundreds of megabytes while it is decoded. Who gives up waiting
 * for a turn is let go at once, and the turn passed over.
 */
async function inTurn<Value>(decode: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  let isBegun = false;
  const turn = lastTurn.then(() => {
    signal.throwIfAborted();
    isBegun = true;
    return decode();
  });
  lastTurn = turn.catch(() => undefined);
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = () => {
    if (!isBegun) reject(signal.reason);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([givenUp, turn]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
