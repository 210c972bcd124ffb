import type { DecodedFrame } from '../playback/frame.ts';
import type { PointCloud } from './point-cloud/point-cloud.ts';

/** A still picture in decoded form: YUV `VideoFrame` where `ImageDecoder` takes the format, else an `ImageBitmap`. */
export interface ImageFrame extends DecodedFrame {
  readonly kind: 'image';
  readonly image: VideoFrame | ImageBitmap;
  /** Size in source pixels. */
  readonly width: number;
  readonly height: number;
}

/** A sweep, parsed into typed arrays. Closing it only drops the reference. */
export interface PointCloudFrame extends DecodedFrame {
  readonly kind: 'point-cloud';
  readonly cloud: PointCloud;
}

/** What the decode workers make of a media file. */
export type ViewFrame = ImageFrame | PointCloudFrame;
