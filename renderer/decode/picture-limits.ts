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

/** The size at which to keep a picture: its own, or scaled down so that no side is longer than `mostSidePx`. */
export function keptSize({ width, height }: PictureSize): PictureSize {
  const scale = Math.min(1, mostSidePx / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
