import type { Rectangle } from './fit.ts';
import type { ShownPicture } from './picture-renderer.ts';

/** Either kind of 2D canvas: one on screen, or one that only helps to draw. */
export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Above this many device pixels per source pixel, the source pixels themselves are what the reviewer wants to see. */
export const nearestAboveScale = 2;

/** Draws a picture over what is there, at a place in device pixels; what is still to be adjusted of it is the caller's. */
export function drawPicture(context: Context2d, { frame, image }: ShownPicture, { x, y, width, height }: Rectangle): void {
  // Magnified, pixels are what the reviewer wants to see; reduced, they must not alias.
  context.imageSmoothingEnabled = width <= frame.width * nearestAboveScale;
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, x, y, width, height);
}
