import type { ImageFrame } from '../../decode/decoded-frame.ts';
import type { Size } from './fit.ts';

/** The size of what was decoded: the source's, or smaller where the source is too large to be held whole. */
export function imageSize(image: ImageFrame['image']): Size {
  return image instanceof VideoFrame ? { width: image.displayWidth, height: image.displayHeight } : { width: image.width, height: image.height };
}
