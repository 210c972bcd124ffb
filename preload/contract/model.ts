import { z } from 'zod';
import { downloadSettingsSchema } from './downloads.ts';
import { maxLoadPatternLength } from './load-pattern.ts';
import { conventionsSchema, cuboidSchema, pointCloudSettingsSchema } from './point-cloud-settings.ts';
import { storageSettingsSchema } from './storage.ts';

/** Bytes that the page can ask for at `/media/<id>`. The id is opaque: never a path, a key or a signed URL. */
const mediaRefSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available'), id: z.string() }),
  /** The address cannot be fetched (`s3://…`, malformed): `reason` says so in a sentence. */
  z.object({ state: z.literal('unfetchable'), reason: z.string() }),
]);
export type MediaRef = z.infer<typeof mediaRefSchema>;

/** What a view or an item holds, by its bytes. */
export const mediaKindSchema = z.enum(['image', 'point-cloud', 'video', 'unknown']);
export type MediaKind = z.infer<typeof mediaKindSchema>;

export const datasetSchema = z.object({
  owner: z.string(),
  slug: z.string(),
  name: z.string(),
  dataType: z.string().nullable(),
  itemCount: z.number().nullable(),
  /** ISO 8601, as the service sent it. */
  updatedAt: z.string().nullable(),
});
export type Dataset = z.infer<typeof datasetSchema>;

export const sequenceSchema = z.object({
  uid: z.string(),
  key: z.string(),
  /** One of the twelve documented values or any other: shown as it is. */
  status: z.string().nullable(),
  featuredImage: mediaRefSchema.nullable(),
  /** The number the service claims, not the number that was found. */
  frameCount: z.number().nullable(),
  viewKeys: z.array(z.string()),
});
export type Sequence = z.infer<typeof sequenceSchema>;

export const itemSchema = z.object({
  uid: z.string(),
  key: z.string(),
  status: z.string().nullable(),
  thumbnail: mediaRefSchema.nullable(),
  media: mediaRefSchema.nullable(),
  /** The service's free-form metadata, as label and value pairs ready to list. */
  metadata: z.array(z.object({ label: z.string(), value: z.string() })),
  annotationCount: z.number().nullable(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  /** The sequence of the same dataset that it is a frame of, where the service says so. */
  relatedSequenceUid: z.string().nullable(),
});
export type Item = z.infer<typeof itemSchema>;

const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);

/**
 * A rigid transform from a frame of reference to another: p_to = rotation · p_from + translation. `translation` [x, y, z] in
 * metres, `rotation` a unit quaternion [x, y, z, w].
 *
 * In names such as `worldFromCamera` the world is what all poses of a sequence refer to: Z up, its zero anywhere. A
 * sequence whose frames have no `worldFromDevice` has no such frame, and then the device's takes its place, which is also
 * the points' own unless they say where their sensor is on it. So a calibration from LiDAR to camera, p_cam = E · p_lidar, is
 * worldFromCamera = E⁻¹ there.
 */
export const poseSchema = z.object({
  translation: vectorSchema,
  rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export type Pose = z.infer<typeof poseSchema>;

/**
 * Where a camera is by a file that was added to the sequence. The file's format says how it is to be read, so its axes are
 * OpenCV's here (x right, y down, z forward), its direction is camera → `relativeTo`, and no convention changes it.
 */
const sidecarPoseSchema = z.object({
  /**
   * `device`: the frame that `worldFromDevice` is the pose of, or the LiDAR's where a file relates cameras to it. The camera is
   * at worldFromDevice ∘ `pose`, with the identity where a frame has no pose.
   */
  relativeTo: z.enum(['world', 'device']),
  pose: poseSchema,
});
export type SidecarPose = z.infer<typeof sidecarPoseSchema>;

/** A camera's calibration for one frame. Focal lengths and centre in pixels; image size in pixels where known. */
export const cameraCalibrationSchema = z.object({
  model: z.enum(['pinhole', 'doublesphere']),
  fx: z.number(),
  fy: z.number(),
  cx: z.number(),
  cy: z.number(),
  /** Double sphere only (Usenko, Demmel and Cremers 2018). */
  xi: z.number().nullable(),
  alpha: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /**
   * As the service gives it, to be read by `Conventions`: `heading` says whether its rotation is this or the inverse (the
   * translation is the camera's place in either case), `cameraAxes` which axes are turned. With a `sidecarPose` it is that one
   * in the world, by the frame's pose as the service gives it: right under the usual conventions.
   */
  worldFromCamera: poseSchema.nullable(),
  /** Comes before `worldFromCamera`; absent unless a sidecar file gives it. */
  sidecarPose: sidecarPoseSchema.optional(),
});
export type CameraCalibration = z.infer<typeof cameraCalibrationSchema>;

const frameSchema = z.object({
  media: mediaRefSchema,
  /** Milliseconds on the recording's own clock, when the frame carries a timestamp. */
  timestampMs: z.number().nullable(),
  uid: z.string().nullable(),
  calibration: cameraCalibrationSchema.nullable(),
  /** Of the vehicle or rig, as the service gives it: its rotation is to be read by `Conventions.heading`. */
  worldFromDevice: poseSchema.nullable(),
  /** Of a sweep, where the service, a sidecar file or the sample gives them; null where nothing is known of any. */
  cuboids: z.array(cuboidSchema).nullable(),
});
export type Frame = z.infer<typeof frameSchema>;

/** One step of finding a view's frames: what was tried and what came of it. Free of secrets and signed URLs. */
export const evidenceSchema = z.object({ step: z.string(), outcome: z.enum(['used', 'failed', 'skipped']), detail: z.string() });
export type Evidence = z.infer<typeof evidenceSchema>;

export const viewSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('resolved'),
    key: z.string(),
    kind: mediaKindSchema,
    frames: z.array(frameSchema),
    evidence: z.array(evidenceSchema),
  }),
  z.object({
    state: z.literal('failed'),
    key: z.string(),
    reason: z.string(),
    evidence: z.array(evidenceSchema),
  }),
]);
export type View = z.infer<typeof viewSchema>;

/** A sequence that was opened: its views are resolved one by one, so that a slow one delays no other. */
export const recordingSchema = z.object({
  recordingId: z.string(),
  sequence: sequenceSchema,
  viewKeys: z.array(z.string()),
  /** Views that it has besides and that cannot be opened, because it was opened from this computer and they were not kept. */
  unkeptViewKeys: z.array(z.string()),
  /** The zero-based frame that it opens at where an address names none: not always the first, where views begin at different ones. */
  startFrame: z.int().min(0),
});
export type Recording = z.infer<typeof recordingSchema>;

/** Who is signed in, as far as the page may know: never the key. */
export const sessionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out') }),
  z.object({
    state: z.literal('signed-in'),
    /** `environment`: AVALA_API_KEY; `saved`: the system's key store; `this-session`: memory only. */
    keyFrom: z.enum(['environment', 'saved', 'this-session']),
  }),
  z.object({ state: z.literal('rejected'), message: z.string() }),
]);
export type Session = z.infer<typeof sessionSchema>;

/** A moment to open: a dataset, or a frame (zero-based; the first when absent) of one of its sequences. */
export const targetSchema = z.object({
  owner: z.string(),
  slug: z.string(),
  sequenceUid: z.string().nullable(),
  frameIndex: z.int().min(0).max(999_999_999).optional(),
});
export type Target = z.infer<typeof targetSchema>;

/** Which frame a view shows beside the others: see `SyncMode` in `renderer/playback`. */
export const syncModeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latest') }),
  z.object({ kind: z.literal('nearest'), toleranceMs: z.number().min(0).max(3_600_000).nullable() }),
  z.object({ kind: z.literal('strict') }),
]);
/** What a person may set as the frames a second of a dataset. */
export const frameRateLimitsHz = { min: 0.1, max: 240 } as const;

/** What the person chose for one dataset, because the service does not say it. */
export const datasetSettingsSchema = z.object({
  /** Used where frames carry no timestamps. */
  frameRateHz: z.number().min(frameRateLimitsHz.min).max(frameRateLimitsHz.max).optional(),
  /** How a view's frames are named below `load`, e.g. `{load}frame_{index:06}.png` (see `readLoadPattern`). */
  loadPattern: z.string().max(maxLoadPatternLength).optional(),
  /** float32 columns of header-less `.bin` clouds; guessed when absent. */
  binColumns: z.union([z.literal(4), z.literal(5), z.literal(6)]).optional(),
  /** How the views of its sequences are put in step, where one has no mode of its own; by the nearest frame when absent. */
  sync: syncModeSchema.optional(),
  /** How its poses are read; `usualConventions` when absent. */
  conventions: conventionsSchema.optional(),
});
export type DatasetSettings = z.infer<typeof datasetSettingsSchema>;

/** How every sequence is played, until the person says otherwise. */
export const playbackSettingsSchema = z.object({
  /** Memory for decoded frames; null: a quarter of the machine's, at most 2 GB. */
  budgetBytes: z.int().min(64 * 2 ** 20).max(64 * 2 ** 30).nullable(),
  pacing: z.enum(['every-frame', 'real-time']),
  loop: z.enum(['off', 'all', 'in-out']),
  isPingPong: z.boolean(),
  /** Frames that the set step moves by. */
  longSteps: z.int().min(2).max(10_000),
  /** Pictures zoom and pan together. */
  isZoomLinked: z.boolean(),
});
export type PlaybackSettings = z.infer<typeof playbackSettingsSchema>;

/** The in and out points of a sequence, as zero-based steps; null for one that is not set. */
export const playRangeSchema = z.object({ inStep: z.int().min(0).nullable(), outStep: z.int().min(0).nullable() });
export type PlayRange = z.infer<typeof playRangeSchema>;

/** Layout and preferences: all that persists of the page's state. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** The person has switched to working offline: nothing is asked of any network. */
  worksOffline: z.boolean(),
  recentDatasets: z.array(z.object({ owner: z.string(), slug: z.string() })).max(20),
  /** By `owner/slug`. */
  datasets: z.record(z.string(), datasetSettingsSchema),
  pointCloud: pointCloudSettingsSchema,
  playback: playbackSettingsSchema,
  /** In and out points by `owner/slug/sequence`, those changed last at the end. */
  playRanges: z.record(z.string(), playRangeSchema),
  /** How a sequence's views are put in step, by `owner/slug/sequence`, those changed last at the end; as its dataset's when absent. */
  syncModes: z.record(z.string(), syncModeSchema),
  downloads: downloadSettingsSchema,
  storage: storageSettingsSchema,
  /** Sizes of resizable panes in per cent, by the name of the group. */
  paneSizes: z.record(z.string(), z.array(z.number())),
});
export type Settings = z.infer<typeof settingsSchema>;
