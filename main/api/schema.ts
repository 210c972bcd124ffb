import { z } from 'zod';
import { anything, flag, identifier, label, listOf, number, orNull, quaternion, text, vector } from './tolerant.ts';

/**
 * The wire's rows in the wire's own names (avala-api §4): the union of what the official page and the SDKs know. Every
 * named field is there after parsing, null where the service gave nothing usable; unknown fields are kept as they are.
 */

/** One camera's picture in a frame. Intrinsics in pixels, `position` in metres, `heading` a quaternion sensor → world. */
const imageSchema = z.looseObject({
  image_url: text,
  position: vector,
  heading: quaternion,
  width: number,
  height: number,
  fx: number,
  fy: number,
  cx: number,
  cy: number,
  /** `pinhole` or `doublesphere`, spelled in several ways; overrides the frame's. */
  model: text,
  camera_model: text,
  xi: number,
  alpha: number,
  camera: label,
  camera_id: label,
  sensor_id: label,
});

/** One step of a sequence. Only the detail of a sequence has them. */
const frameSchema = z.looseObject({
  uid: label,
  idx: number,
  frame_index: number,
  key: label,
  /** The LiDAR frame. */
  asset_url: text,
  /** One a camera, by position; null where there is none. */
  image_urls: listOf(text),
  /** Null where an entry is not an object, so that positions hold. */
  images: listOf(orNull(imageSchema)),
  model: text,
  camera_model: text,
  xi: number,
  alpha: number,
  device_position: vector,
  device_heading: quaternion,
  /** Not documented; used when it is there. */
  timestamp: orNull(z.union([z.number(), z.string()])),
});
export type ApiFrame = z.infer<typeof frameSchema>;

const viewSchema = z.looseObject({
  key: label,
  /** Where the view's frames are found; what it returns is not documented (avala-api §5). */
  load: text,
  metrics: anything,
});

/** Entries that are not objects become objects of nulls: frames are matched by position. */
const wholeFrame = frameSchema.catch(() => frameSchema.parse({}));
const wholeView = viewSchema.catch(() => viewSchema.parse({}));

export const apiSequenceSchema = z.looseObject({
  uid: identifier,
  key: label,
  /** Any text: workflows define their own. */
  status: text,
  featured_image: text,
  /** What the service claims. */
  number_of_frames: number,
  views: listOf(wholeView),
  /** Null in lists. */
  frames: listOf(wholeFrame),
  custom_uuid: label,
  dataset_uid: label,
  metrics: anything,
  predefined_labels: anything,
  lidar_calibration_enabled: flag,
  camera_calibration_enabled: flag,
});
export type ApiSequence = z.infer<typeof apiSequenceSchema>;

export const apiItemSchema = z.looseObject({
  uid: identifier,
  key: label,
  status: text,
  data_url: text,
  /** The SDKs' name of `data_url`. */
  url: text,
  thumbnail_url: text,
  thumbnails: listOf(z.unknown()),
  video_thumbnail: text,
  metadata: orNull(z.record(z.string(), z.unknown())),
  annotations_count: number,
  annotations: anything,
  gpu_texture_url: text,
  related_sequence_uid: label,
  /** ISO 8601, as sent. */
  created_at: text,
  updated_at: text,
});
export type ApiItem = z.infer<typeof apiItemSchema>;

/** Known from the SDKs only, which disagree about where the owner is: `ownerOf` looks everywhere. */
export const apiDatasetSchema = z.looseObject({
  slug: identifier,
  uid: label,
  name: text,
  owner: anything,
  owner_username: text,
  owner_slug: text,
  owner_name: text,
  organization: anything,
  data_type: text,
  item_count: number,
  status: text,
  visibility: text,
  created_at: text,
  updated_at: text,
});
export type ApiDataset = z.infer<typeof apiDatasetSchema>;
