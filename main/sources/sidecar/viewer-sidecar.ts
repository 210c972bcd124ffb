import type { CameraCalibration, Pose, SidecarPose } from '../../../preload/contract/model.ts';
import { maxCuboids, readCuboids } from '../cuboids/frame-cuboids.ts';
import { normalizeQuaternion } from '../geometry/rigid-transform.ts';
import { fieldOf, toNumber, toText } from '../wire-values.ts';
import { describeLabels } from './describe-labels.ts';
import { readParts } from './numbers.ts';
import { describeCameras } from './pinhole-camera.ts';
import { unusable, type Recogniser, type SidecarCamera, type SidecarLabels } from './sidecar.ts';

/**
 * The viewer's own format, `{cameras: {NAME: …}, frames: {KEY_OR_INDEX: [cuboid, …]}}`, either of which may be left out; see
 * docs/sidecars.md. Poses are camera → world or device with OpenCV's axes, quaternions in the order x, y, z, w.
 */
export const recogniseViewerSidecar: Recogniser = (_file, json) => {
  const [cameraEntries, frameEntries] = [entriesOf(fieldOf(json, 'cameras')), entriesOf(fieldOf(json, 'frames'))];
  if (cameraEntries === null && frameEntries === null) return null;
  const cameras: SidecarCamera[] = [];
  for (const [name, camera] of cameraEntries ?? []) {
    const read = toCamera(name, camera);
    if (typeof read === 'string') return unusable(`Its camera “${name.slice(0, 100)}” ${read}`);
    cameras.push(read);
  }
  const labels: SidecarLabels[] = [];
  let leftOutCount = 0;
  for (const [frame, entries] of frameEntries ?? []) {
    if (!Array.isArray(entries)) return unusable(`What it has for frame “${frame.slice(0, 100)}” is not a list of cuboids.`);
    const cuboids = readCuboids(entries);
    leftOutCount += Math.min(entries.length, maxCuboids) - cuboids.length;
    labels.push({ frame, mayBeIndex: true, cuboids });
  }
  if (cameras.length === 0 && labels.length === 0) return unusable('It names neither a camera nor a frame.');
  const parts = [...(cameras.length > 0 ? [describeCameras(cameras)] : []), ...(labels.length > 0 ? [describeLabels(labels, leftOutCount)] : [])];
  return { state: 'recognised', content: { what: parts.join(', '), cameras, labels } };
};

function entriesOf(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).filter(([name]) => name !== '') : null;
}

/** The camera, or what is wrong with it, as the rest of a sentence. */
function toCamera(name: string, value: unknown): SidecarCamera | string {
  const field = (key: string) => toNumber(fieldOf(value, key));
  const [fx, fy, cx, cy, xi, alpha] = ['fx', 'fy', 'cx', 'cy', 'xi', 'alpha'].map(field);
  if (fx === undefined || fy === undefined || cx === undefined || cy === undefined || xi === undefined || alpha === undefined) return 'is not there.';
  if (fx === null || fy === null || cx === null || cy === null || fx <= 0 || fy <= 0) return 'lacks one of fx, fy, cx and cy.';
  const spelled = (toText(fieldOf(value, 'model')) ?? 'pinhole').toLowerCase().replaceAll(/[^a-z]/g, '');
  if (spelled !== 'pinhole' && spelled !== 'doublesphere') return 'has a model other than pinhole and doublesphere.';
  if (spelled === 'doublesphere' && (xi === null || alpha === null)) return 'lacks xi or alpha.';
  const pose = readPose(value);
  if (pose === null) return 'has a pose that is not a translation of 3 numbers and a rotation of 4 (x, y, z, w).';
  const spheres: Pick<CameraCalibration, 'model' | 'xi' | 'alpha'> = spelled === 'doublesphere' ? { model: 'doublesphere', xi, alpha } : { model: 'pinhole', xi: null, alpha: null };
  const calibration = { ...spheres, fx, fy, cx, cy, width: sizeOf(field('width')), height: sizeOf(field('height')), worldFromCamera: null, ...pose };
  return { names: [name], matching: 'alike', isMain: false, calibration };
}

const sizeOf = (pixels: number | null | undefined) => (pixels !== null && pixels !== undefined && pixels > 0 ? pixels : null);

/** Nothing when the camera has no pose, null when what it has is none. */
function readPose(camera: unknown): { sidecarPose?: SidecarPose } | null {
  for (const [name, relativeTo] of [['worldFromCamera', 'world'], ['deviceFromCamera', 'device']] as const) {
    const given = fieldOf(camera, name);
    if (given === undefined || given === null) continue;
    const pose = toPose(given);
    return pose === null ? null : { sidecarPose: { relativeTo, pose } };
  }
  return {};
}

function toPose(value: unknown): Pose | null {
  const translation = readParts(fieldOf(value, 'translation'), ['x', 'y', 'z']);
  const rotation = readParts(fieldOf(value, 'rotation'), ['x', 'y', 'z', 'w']);
  if (translation === null || rotation === null) return null;
  const [x = 0, y = 0, z = 0] = translation;
  const [qx = 0, qy = 0, qz = 0, qw = 0] = rotation;
  const quaternion = normalizeQuaternion([qx, qy, qz, qw]);
  return quaternion === null ? null : { translation: [x, y, z], rotation: quaternion };
}
