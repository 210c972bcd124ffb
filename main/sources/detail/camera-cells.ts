import { fieldOf, firstText, toText } from '../wire-values.ts';

/** One camera's part of one frame, as it was sent. */
export interface CameraCell {
  /** The sensor's name, null when the service gives none. */
  name: string | null;
  url: string | null;
  /** The entry of `images[]`, undefined when there is none. */
  image: unknown;
}

/**
 * The cameras of one frame by position. `images[]` and `image_urls[]` hold the same cameras in the same order; either
 * may be missing or shorter, and a place may hold null. Where `images[]` has an entry, it speaks for its camera.
 */
export function readCameraCells(frame: { images?: unknown; image_urls?: unknown }): CameraCell[] {
  const images = Array.isArray(frame.images) ? frame.images : [];
  const urls = Array.isArray(frame.image_urls) ? frame.image_urls : [];
  return Array.from({ length: Math.max(images.length, urls.length) }, (_, i) => {
    const image: unknown = images[i];
    return {
      name: firstText(fieldOf(image, 'camera'), fieldOf(image, 'camera_id'), fieldOf(image, 'sensor_id')),
      url: toText(fieldOf(image, 'image_url')) ?? toText(urls[i]),
      image: image ?? undefined,
    };
  });
}
