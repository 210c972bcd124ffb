import { lidarKey, mediaPath, viewKeys } from '../layout.ts';
import { sampleOrigin, sampleTarget } from '../sample-target.ts';
import type { Truth, TruthFrame } from '../truth.ts';

/** One of the dataset's sequences: a stretch of the drive, and how its views can be found. */
export interface SampleSequence {
  readonly uid: string;
  readonly key: string;
  readonly status: string;
  /** Frames of the drive that it holds, zero-based, the last one not included. */
  readonly from: number;
  readonly to: number;
  readonly viewKeys: readonly string[];
  /** `frames`: the detail lists them, with calibration; `load`: the views' addresses are all there is. */
  readonly foundBy: 'frames' | 'load';
  readonly createdAt: string;
}

const uidOf = (number: number): string => sampleTarget.sequenceUid.slice(0, -1) + number;
const cameras = viewKeys.filter((key) => key !== lidarKey);

/** Newest first, as the API lists. */
export const sampleSequences: readonly SampleSequence[] = [
  {
    uid: uidOf(1),
    key: 'drive-cameras-and-lidar',
    status: 'review_4d',
    from: 0,
    to: 80,
    viewKeys,
    foundBy: 'frames',
    createdAt: '2026-05-06T08:00:00Z',
  },
  {
    uid: uidOf(2),
    key: 'drive-by-load-addresses',
    status: 'labeling_2d',
    from: 0,
    to: 80,
    viewKeys,
    foundBy: 'load',
    createdAt: '2026-05-05T16:20:00Z',
  },
  {
    uid: uidOf(3),
    key: 'pedestrians-at-the-zebra',
    status: 'rework_required',
    from: 25,
    to: 60,
    viewKeys: ['front', 'front_right', lidarKey],
    foundBy: 'frames',
    createdAt: '2026-05-05T11:05:00Z',
  },
  {
    uid: uidOf(4),
    key: 'oncoming-traffic',
    status: 'customer_approved',
    from: 0,
    to: 24,
    viewKeys: ['front_left', 'rear_left'],
    foundBy: 'frames',
    createdAt: '2026-05-04T15:40:00Z',
  },
  {
    uid: uidOf(5),
    key: 'lidar-only',
    status: 'ready_for_annotation',
    from: 0,
    to: 80,
    viewKeys: [lidarKey],
    foundBy: 'frames',
    createdAt: '2026-05-04T13:10:00Z',
  },
];

/** Where a file of the sample can be fetched. */
export const mediaUrl = (path: string): string => `${sampleOrigin}/${path}`;

/** Where each view of a sequence found by `load` points: every form of avala-api's “`views[].load`” once. */
function loadOf(sequence: SampleSequence, viewKey: string): string {
  if (sequence.foundBy === 'frames') return `${sampleOrigin}/load/lists/${sequence.uid}/${viewKey}.json`;
  switch (viewKey) {
    case 'front':
      return `${sampleOrigin}/load/lists/${sequence.uid}/front.json`;
    case 'front_left':
      return `${sampleOrigin}/load/pages/${sequence.uid}/front_left/`;
    case 'front_right':
      return `${sampleOrigin}/load/index/${viewKey}/`;
    case 'rear_left':
      return mediaUrl(`media/${viewKey}/%06d.jpg`);
    case 'rear_right':
      return mediaUrl(`media/${viewKey}/`);
    default:
      return `${sampleOrigin}/load/bucket/${viewKey}/`;
  }
}

const frameUid = (sequence: SampleSequence, index: number): string => `${sequence.uid.slice(0, 8)}-${sequence.uid.slice(-1)}-frame-${index}`;

/**
 * A step of the detail. The points, the cameras' poses and the cuboids are all in the world, and the device is the LiDAR: the
 * viewer's usual conventions hold for the sample, and `device` for its points would move them away from the pictures.
 */
function wireFrame(sequence: SampleSequence, frame: TruthFrame, truth: Truth): object {
  const images = cameras
    .filter((key) => sequence.viewKeys.includes(key))
    .map((key) => {
      const { width, height, fx, fy, cx, cy } = truth.cameras.find((camera) => camera.key === key) ?? {};
      const image_url = mediaUrl(mediaPath(key, frame.index));
      return { camera: key, image_url, ...frame.worldFromCamera[key], width, height, fx, fy, cx, cy, model: 'pinhole' };
    });
  const index = frame.index - sequence.from;
  const hasLidar = sequence.viewKeys.includes(lidarKey);
  return {
    uid: frameUid(sequence, index),
    idx: index,
    key: String(index).padStart(6, '0'),
    timestamp: new Date(frame.timestampMs).toISOString(),
    asset_url: hasLidar ? mediaUrl(mediaPath(lidarKey, frame.index)) : null,
    image_urls: images.map(({ image_url }) => image_url),
    images,
    device_position: frame.worldFromLidar.position,
    device_heading: frame.worldFromLidar.heading,
    ...(hasLidar ? { cuboids: frame.cuboids.map(wireCuboid) } : {}),
  };
}

/** In the spelling of Avala's documentation (avala-api §7). */
function wireCuboid({ objectId, class: label, center: [x, y, z], dimensions, rotation }: TruthFrame['cuboids'][number]): object {
  return { object_id: objectId, label, center: { x, y, z }, dimensions, rotation };
}

/** A sequence as lists have it. */
export function sequenceRow(sequence: SampleSequence): object {
  const [first] = sequence.viewKeys;
  const middle = Math.floor((sequence.from + sequence.to) / 2);
  return {
    uid: sequence.uid,
    key: sequence.key,
    status: sequence.status,
    featured_image: first === undefined || first === lidarKey ? null : mediaUrl(mediaPath(first, middle)),
    number_of_frames: sequence.to - sequence.from,
    views: sequence.viewKeys.map((key) => ({ key, load: loadOf(sequence, key), metrics: {} })),
    created_at: sequence.createdAt,
  };
}

/** The same in full: with `frames[]` where the sequence has them. */
export function sequenceDetail(sequence: SampleSequence, truth: Truth): object {
  const hasFrames = sequence.foundBy === 'frames';
  return {
    ...sequenceRow(sequence),
    lidar_calibration_enabled: sequence.viewKeys.includes(lidarKey),
    camera_calibration_enabled: hasFrames,
    frames: hasFrames ? truth.frames.slice(sequence.from, sequence.to).map((frame) => wireFrame(sequence, frame, truth)) : [],
  };
}
