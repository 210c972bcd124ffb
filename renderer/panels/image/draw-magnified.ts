import { isNeutral } from '../../viewing/adjustments.ts';
import type { PicturePoint } from '../../viewing/view-transform.ts';
import type { Context2d } from './draw-picture.ts';
import { imageSize } from './image-size.ts';
import { pictureAdjuster } from './picture-adjuster.ts';
import type { ShownPicture } from './picture-renderer.ts';

/** Source pixels across and down a lens; an odd number, so that one of them is in the middle. */
export const lensPixels = 15;

/**
 * Fills a square canvas with the source pixels around a point of the picture, each as one square, adjusted as the picture
 * is, and frames the one that the point is on. Nothing beside the picture.
 */
export function drawMagnified(context: Context2d, { image, adjustments }: ShownPicture, { u, v }: PicturePoint): void {
  const { width: side } = context.canvas;
  context.clearRect(0, 0, side, side);
  const { width, height } = imageSize(image);
  const reach = (lensPixels - 1) / 2;
  const left = Math.floor(u * width) - reach;
  const top = Math.floor(v * height) - reach;
  context.imageSmoothingEnabled = false;
  context.drawImage(image, left, top, lensPixels, lensPixels, 0, 0, side, side);
  if (!isNeutral(adjustments)) pictureAdjuster.adjust(context, { x: 0, y: 0, width: side, height: side }, adjustments);
  const pixel = side / lensPixels;
  // White within black is seen on any pixel.
  for (const [color, outset] of [
    ['black', 1.5],
    ['white', 0.5],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.strokeRect(reach * pixel - outset, reach * pixel - outset, pixel + 2 * outset, pixel + 2 * outset);
  }
}
