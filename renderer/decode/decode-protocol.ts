import type { DecodeRequest } from './decode-request.ts';
import type { ImagePayload } from './decode-image.ts';
import type { PointCloud } from './point-cloud/point-cloud.ts';

/** A decoded frame on its way out of a worker: data alone, its buffers transferred. */
export type FramePayload = ImagePayload | { readonly kind: 'point-cloud'; readonly cloud: PointCloud };

/** What the page says to a worker. `id` is the page's own, unique per worker. */
export type ToWorker =
  | { readonly type: 'load'; readonly id: number; readonly request: DecodeRequest }
  | { readonly type: 'cancel'; readonly id: number };

/** What a worker answers, once for each `load` that was not cancelled before. */
export type FromWorker =
  | { readonly id: number; readonly state: 'ready'; readonly payload: FramePayload }
  | { readonly id: number; readonly state: 'failed'; readonly reason: string }
  | { readonly id: number; readonly state: 'cancelled' };
