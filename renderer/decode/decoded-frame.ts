import type { DecodedFrame } from '../playback/frame.ts';
import type { PointCloud } from './point-cloud/point-cloud.ts';

/**
 * The values of a picture that holds more than 8 bits a sample, row by row, channels interleaved. A source value is
 * `data[i] * scale + offset`: scale 1 and offset 0 where the file holds 16-bit whole numbers. Floating-point pictures are
 * brought to 16 bits between their least and greatest value (from 0 if none is negative), which keeps five digits of
 * what they measure; NaN and infinities become the value nearest to 0.
 */
export interface ImageSamples {
  readonly data: Uint16Array<ArrayBuffer>;
  /** Of the source, or smaller where not all of its values could be kept: then each is one of its neighbourhood. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Bits a sample in the file: 16, 32 or 64. */
  readonly bitDepth: number;
  readonly scale: number;
  readonly offset: number;
  /** The source values that the display rendering shows as black and as white. */
  readonly displayRange: { readonly min: number; readonly max: number };
}

/** A still picture in decoded form: YUV `VideoFrame` where `ImageDecoder` takes the format, else an `ImageBitmap`. */
export interface ImageFrame extends DecodedFrame {
  readonly kind: 'image';
  readonly image: VideoFrame | ImageBitmap;
  /** Size in source pixels; `image` itself is smaller where the source is too large to be held whole. */
  readonly width: number;
  readonly height: number;
  /** The source values of a picture of more than 8 bits; `image` then shows their range in 8 bits. */
  readonly samples?: ImageSamples;
}

/** A sweep, parsed into typed arrays. Closing it only drops the reference. */
export interface PointCloudFrame extends DecodedFrame {
  readonly kind: 'point-cloud';
  readonly cloud: PointCloud;
}

/** What the decode workers make of a media file. */
export type ViewFrame = ImageFrame | PointCloudFrame;
