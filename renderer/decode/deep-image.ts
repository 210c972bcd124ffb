import { DecodeError } from './decode-error.ts';
import type { ImageSamples } from './decoded-frame.ts';
import { refuseTooLarge } from './picture-limits.ts';
import { pictureSize } from './picture-size.ts';

/** A picture's values as the file holds them, channels interleaved. */
export interface DeepImage {
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array | Float32Array | Float64Array;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity. */
  readonly channels: number;
  readonly bitDepth: number;
}

/** Whether a PNG holds 16 bits a sample, which a canvas would cut to 8 (PNG §11.2.1: the byte after the size). */
export function isDeepPng(bytes: Uint8Array): boolean {
  return bytes[24] === 16;
}

/** Reads a PNG of 16 bits a sample. The library is loaded with the first one. Throws `DecodeError` or what the library throws. */
export async function readDeepPng(bytes: Uint8Array<ArrayBuffer>): Promise<DeepImage> {
  const size = pictureSize(bytes, 'image/png');
  if (size !== null) refuseTooLarge(size, 'deep');
  const { decode } = await import('fast-png');
  const { data, width, height, channels, depth } = decode(bytes);
  return { data, width, height, channels, bitDepth: depth };
}

/** Reads the first page of a TIFF file of 8, 16, 32 or 64 bits a sample. Throws as `readDeepPng`. */
export async function readTiff(bytes: Uint8Array<ArrayBuffer>): Promise<DeepImage> {
  const { decode } = await import('tiff');
  const [head] = decode(bytes, { pages: [0], ignoreImageData: true });
  if (head === undefined) throw new DecodeError('This TIFF file holds no picture. Export it again.');
  refuseTooLarge(head, 'deep');
  if (head.type > 2 || ![8, 16, 32, 64].includes(head.bitsPerSample)) {
    throw new DecodeError('This TIFF picture is neither grey nor RGB. Export it as grey or RGB of 8, 16 or 32 bits.');
  }
  const [page] = decode(bytes, { pages: [0] });
  if (page === undefined) throw new DecodeError('This TIFF file holds no picture. Export it again.');
  const { data, width, height, bitsPerSample: bitDepth } = page;
  return { data, width, height, channels: Math.round(data.length / (width * height)), bitDepth };
}

/** The values for the probe; null for 8 bits, where the display rendering holds them already. */
export function samplesOf(image: DeepImage): ImageSamples | null {
  const { data, width, height, channels, bitDepth } = image;
  if (bitDepth <= 8) return null;
  const displayRange = displayRangeOf(image);
  const common = { width, height, channels, bitDepth, displayRange };
  if (data instanceof Uint16Array) return { ...common, data: new Uint16Array(data), scale: 1, offset: 0 };
  const { min, max } = finiteRange(data);
  const offset = Math.min(min, 0);
  const scale = max > offset ? (max - offset) / 0xffff : 1;
  const zero = (0 - offset) / scale;
  return { ...common, data: Uint16Array.from(data, (value) => Math.round(Number.isFinite(value) ? (value - offset) / scale : zero)), scale, offset };
}

/**
 * The values, or of each neighbourhood one if all of them would take more than `mostBytes`: never means, because between a
 * near and a far depth lies none that was measured.
 */
export function keptSamples(samples: ImageSamples, mostBytes: number): ImageSamples {
  const { data, width, height, channels } = samples;
  if (data.byteLength <= mostBytes) return samples;
  const scale = Math.sqrt(mostBytes / data.byteLength);
  const [keptWidth, keptHeight] = [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
  const kept = new Uint16Array(keptWidth * keptHeight * channels);
  for (let y = 0; y < keptHeight; y += 1) {
    const row = Math.floor(((y + 0.5) * height) / keptHeight) * width;
    for (let x = 0; x < keptWidth; x += 1) {
      const from = (row + Math.floor(((x + 0.5) * width) / keptWidth)) * channels;
      const to = (y * keptWidth + x) * channels;
      for (let channel = 0; channel < channels; channel += 1) kept[to + channel] = data[from + channel] ?? 0;
    }
  }
  return { ...samples, data: kept, width: keptWidth, height: keptHeight };
}

/**
 * The picture in 8 bits a channel, RGBA. More than 8 bits are stretched from the least to the greatest value that is not 0:
 * in depth pictures 0 means "nothing measured". 0 stays black.
 */
export function renderingOf(image: DeepImage): Uint8ClampedArray<ArrayBuffer> {
  const { data, width, height, channels } = image;
  const { min, max } = image.bitDepth <= 8 ? { min: 0, max: 255 } : displayRangeOf(image);
  const gain = max > min ? 255 / (max - min) : 0;
  // One value everywhere is neither black nor white.
  const grey = (value: number) => (!Number.isFinite(value) || value === 0 ? 0 : gain === 0 ? 128 : (value - min) * gain);
  const hasOpacity = channels === 2 || channels === 4;
  const opaque = image.bitDepth === 16 ? 0xffff : image.bitDepth === 8 ? 0xff : 1;
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const from = pixel * channels;
    for (let channel = 0; channel < 3; channel += 1) rgba[pixel * 4 + channel] = grey(data[from + (channels < 3 ? 0 : channel)] ?? 0);
    rgba[pixel * 4 + 3] = hasOpacity ? ((data[from + channels - 1] ?? opaque) / opaque) * 255 : 255;
  }
  return rgba;
}

/** The values shown as black and as white: the least and the greatest that are finite and not 0, opacity apart. */
function displayRangeOf({ data, channels }: DeepImage): { min: number; max: number } {
  const colors = channels === 2 || channels === 4 ? channels - 1 : channels;
  let min = Infinity;
  let max = -Infinity;
  for (let index = 0; index < data.length; index += 1) {
    const value = data[index] ?? 0;
    if (value === 0 || !Number.isFinite(value) || index % channels >= colors) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

function finiteRange(data: DeepImage['data']): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}
