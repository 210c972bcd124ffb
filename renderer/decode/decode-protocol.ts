import type { DecodeRequest } from './decode-request.ts';
import type { ImagePayload } from './decode-image.ts';
import type { PointCloud } from './point-cloud/point-cloud.ts';
import type { VideoInfo } from './video/video-info.ts';

/** A decoded frame on its way out of a worker: data alone, its buffers transferred. */
export type FramePayload = ImagePayload | { readonly kind: 'point-cloud'; readonly cloud: PointCloud };

/** What a worker is asked to do. */
export type WorkerTask =
  | { readonly type: 'load'; readonly request: DecodeRequest; readonly isWanted: boolean }
  | { readonly type: 'open-video'; readonly url: string };

/** What the page says to a worker. `id` is the page's own, unique per worker. */
export type ToWorker =
  | (WorkerTask & { readonly id: number })
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'set-wanted'; readonly id: number; readonly isWanted: boolean }
  /** The videos that it has open are not needed any more. */
  | { readonly type: 'close-videos' };

/** What became of a task: `ready` answers `load`, `video` answers `open-video`. */
export type TaskAnswer =
  | { readonly state: 'ready'; readonly payload: FramePayload }
  | { readonly state: 'video'; readonly video: VideoInfo }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'cancelled' };

/** What a worker answers, once for each task. */
export type FromWorker = TaskAnswer & { readonly id: number };
