import type { ImageFrame } from '../../decode/decoded-frame.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import { imageSize } from './image-size.ts';

/** A source pixel: where it is, and its value as it was decoded, whatever the screen makes of it. */
export interface PixelValue {
  /** Source pixels from the top left corner. */
  readonly x: number;
  readonly y: number;
  /** One number a channel: 0 to 255, or the source's own value where the picture has more bits. */
  readonly channels: readonly number[];
  readonly bitDepth: number;
  /**
   * False where the value is not that of this pixel alone: the picture was reduced, or the colour of a translucent pixel
   * has been through its opacity.
   */
  readonly isExact: boolean;
}

let reading: OffscreenCanvasRenderingContext2D | null = null;

/** The value of the source pixel at a point of the picture; null beside the picture. */
export function readPixel(frame: ImageFrame, { u, v }: PicturePoint): PixelValue | null {
  if (!(u >= 0 && v >= 0 && u < 1 && v < 1)) return null;
  const x = Math.floor(u * frame.width);
  const y = Math.floor(v * frame.height);
  const { samples } = frame;
  if (samples === undefined) {
    const channels = readDisplayed(frame.image, { u, v });
    const kept = imageSize(frame.image);
    return { x, y, bitDepth: 8, channels, isExact: kept.width === frame.width && kept.height === frame.height && channels.length === 3 };
  }
  const { data, width, height, channels, bitDepth, scale, offset } = samples;
  const first = (Math.floor(v * height) * width + Math.floor(u * width)) * channels;
  const isExact = width === frame.width && height === frame.height;
  return { x, y, bitDepth, isExact, channels: [...data.subarray(first, first + channels)].map((sample) => sample * scale + offset) };
}

/**
 * Red, green and blue of the decoded picture itself, not of what a pane made of it: one of its pixels onto one pixel. And
 * its opacity, 0 to 255, where it has not all of it.
 */
function readDisplayed(image: ImageFrame['image'], { u, v }: PicturePoint): number[] {
  reading ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (reading === null) return [];
  const { width, height } = imageSize(image);
  reading.imageSmoothingEnabled = false;
  reading.clearRect(0, 0, 1, 1);
  reading.drawImage(image, Math.floor(u * width), Math.floor(v * height), 1, 1, 0, 0, 1, 1);
  const { data } = reading.getImageData(0, 0, 1, 1);
  return [...data.subarray(0, data[3] === 255 ? 3 : 4)];
}

/** A pixel's place and value in words. */
export function describePixel(pixel: PixelValue): string {
  return `x ${pixel.x} y ${pixel.y} · ${describeChannels(pixel)}`;
}

/** Each channel's value, marked ≈ where it is not exact; the depth where it is not the usual 8 bits. */
export function describeChannels({ channels, bitDepth, isExact }: PixelValue): string {
  const values = (isExact ? '' : '≈ ') + channels.map((value) => String(Number(value.toPrecision(6)))).join(' ');
  return bitDepth === 8 ? values : `${values} (${bitDepth} bit)`;
}
