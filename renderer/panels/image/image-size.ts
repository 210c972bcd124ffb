import type { Size } from './fit.ts';
import type { ShownPicture } from './picture-renderer.ts';

/** The size of what was decoded: the source's, or smaller where the source is too large to be held whole. */
export function imageSize(image: ShownPicture['image']): Size {
  return image instanceof VideoFrame ? { width: image.displayWidth, height: image.displayHeight } : { width: image.width, height: image.height };
}
