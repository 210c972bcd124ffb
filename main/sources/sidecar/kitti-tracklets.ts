import { XMLParser } from 'fast-xml-parser';
import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { maxCuboids } from '../cuboids/frame-cuboids.ts';
import { fieldOf, toNumber, toText } from '../wire-values.ts';
import { describeLabels } from './describe-labels.ts';
import { unusable, type Recogniser } from './sidecar.ts';

/** Frames of one file at most: days of a drive. */
const maxFrameNumber = 1_000_000;

const parser = new XMLParser({
  // Entities can be made to expand without end; class names need none.
  processEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (name) => name === 'item',
});

/**
 * KITTI's `tracklet_labels.xml` (the raw data's development kit, readme and `run_demoTracklets.m`), which CVAT writes as well:
 * one `item` an object, with its class, size in metres, first frame, and one pose a frame from there on. Poses are in the
 * LiDAR's frame and name the middle of the object's bottom, angles are radians about z (`rz`, then `ry`, `rx`).
 */
export const recogniseKittiTracklets: Recogniser = ({ text }, json) => {
  if (json !== undefined || !/<boost_serialization[\s>]/.test(text.slice(0, 2_000))) return null;
  const tracklets = fieldOf(fieldOf(parse(text), 'boost_serialization'), 'tracklets');
  if (tracklets === undefined || tracklets === null) return unusable('It is damaged, or holds something other than KITTI’s tracklets. Export it again.');
  const items = fieldOf(tracklets, 'item');
  const frames = new Map<number, Cuboid[]>();
  let leftOutCount = 0;
  for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
    const tracklet = readTracklet(item);
    if (tracklet === null) return unusable(`Its object ${index} lacks a size, a first frame or poses.`);
    for (const [at, pose] of tracklet.poses.entries()) {
      const cuboid = toCuboid(tracklet, pose, String(index));
      const frame = tracklet.firstFrame + at;
      const cuboids = frames.get(frame) ?? [];
      if (cuboid === null || frame > maxFrameNumber || cuboids.length >= maxCuboids) leftOutCount += 1;
      else {
        cuboids.push(cuboid);
        frames.set(frame, cuboids);
      }
    }
  }
  const labels = [...frames].toSorted(([a], [b]) => a - b).map(([frame, cuboids]) => ({ frame: String(frame), mayBeIndex: false, cuboids }));
  if (labels.length === 0) return unusable('It holds no objects.');
  return { state: 'recognised', content: { what: describeLabels(labels, leftOutCount), cameras: [], labels } };
};

interface Tracklet {
  readonly label: string;
  readonly dimensions: Cuboid['dimensions'];
  readonly firstFrame: number;
  readonly poses: readonly unknown[];
}

function readTracklet(item: unknown): Tracklet | null {
  const [length, width, height, firstFrame] = ['l', 'w', 'h', 'first_frame'].map((name) => toNumber(fieldOf(item, name)) ?? -1);
  const poses = fieldOf(fieldOf(item, 'poses'), 'item');
  if (length === undefined || width === undefined || height === undefined || firstFrame === undefined) return null;
  if (Math.min(length, width, height, firstFrame) < 0 || !Number.isInteger(firstFrame) || !Array.isArray(poses)) return null;
  return { label: (toText(fieldOf(item, 'objectType')) ?? 'unknown').slice(0, 100), dimensions: [length, width, height], firstFrame, poses };
}

function toCuboid({ label, dimensions }: Tracklet, pose: unknown, objectId: string): Cuboid | null {
  const [x, y, bottom] = ['tx', 'ty', 'tz'].map((name) => toNumber(fieldOf(pose, name)));
  const [roll = 0, pitch = 0, yaw = 0] = ['rx', 'ry', 'rz'].map((name) => toNumber(fieldOf(pose, name)) ?? 0);
  if (typeof x !== 'number' || typeof y !== 'number' || typeof bottom !== 'number') return null;
  return { objectId, label, center: [x, y, bottom + dimensions[2] / 2], dimensions, rotation: [yaw, pitch, roll] };
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    return null;
  }
}
