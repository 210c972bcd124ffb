import { DecodeError } from './decode-error.ts';
import type { PictureSize } from './picture-size.ts';

/** The longest side that is kept decoded: what every GPU takes as a texture, and more than any screen shows. */
export const mostSidePx = 8_192;

/** While it is decoded a picture takes four bytes a pixel: half a gigabyte at this size. */
const mostPixels = 128 * 2 ** 20;

/** Deep pictures are decoded by a library that holds all samples, some as floating-point numbers, at once. */
const mostDeepPixels = 48 * 2 ** 20;

/** Throws `DecodeError` for a picture that would take the memory that the rest needs. */
export function refuseTooLarge(size: PictureSize, depth: 'usual' | 'deep'): void {
  const most = depth === 'deep' ? mostDeepPixels : mostPixels;
  const pixels = size.width * size.height;
  if (pixels <= most) return;
  const megapixels = (count: number) => Math.round(count / 1e6).toLocaleString('en-US');
  throw new DecodeError(
    `This picture is ${size.width.toLocaleString('en-US')} × ${size.height.toLocaleString('en-US')} pixels (${megapixels(pixels)} megapixels); Avala Viewer shows up to ${megapixels(most)}. Export it smaller. The other frames are not affected.`,
  );
}

/** Bytes a pixel of a picture that was scaled down. */
const bytesPerPixel = 4;

/**
 * The size at which to keep a picture: its own, or scaled down so that no side is longer than `mostSidePx` and, at four
 * bytes a pixel, it takes no more than `mostBytes`.
 */
export function keptSize({ width, height }: PictureSize, mostBytes = Infinity): PictureSize {
  const bySide = mostSidePx / Math.max(width, height);
  const byBytes = Math.sqrt(mostBytes / bytesPerPixel / (width * height));
  if (Math.min(bySide, byBytes) >= 1) return { width, height };
  const [scale, whole] = byBytes < bySide ? [byBytes, Math.floor] : [bySide, Math.round];
  return { width: Math.max(1, whole(width * scale)), height: Math.max(1, whole(height * scale)) };
}
