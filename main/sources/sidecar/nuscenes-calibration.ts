import type { Pose } from '../../../preload/contract/model.ts';
import { composePoses, invertPose } from '../geometry/rigid-transform.ts';
import { fieldOf, firstText } from '../wire-values.ts';
import { readIntrinsicMatrix, readNumbers, type PinholeIntrinsics } from './numbers.ts';
import { readNuscenesPose } from './nuscenes-pose.ts';
import { describeCameras, pinholeCamera } from './pinhole-camera.ts';
import { stemOf, unusable, type Recogniser } from './sidecar.ts';

/** A row of nuScenes' `calibrated_sensor`, under the name of its channel. */
interface CalibratedSensor {
  channel: string | null;
  egoFromSensor: Pose;
  /** Null for what is no camera. */
  intrinsics: PinholeIntrinsics | null;
}

/**
 * Rows of nuScenes' `calibrated_sensor` table: `{translation, rotation, camera_intrinsic}`, sensor → ego vehicle, the
 * quaternion in the order w, x, y, z, and an empty `camera_intrinsic` for what is no camera (nuScenes: docs/schema_nuscenes.md).
 * One row, a list of rows with their `channel`, or an object of rows by channel. Where a LiDAR is among them the cameras are
 * given relative to it, since nuScenes' sweeps are in its frame; else the ego vehicle is the device.
 */
export const recogniseNuscenesCalibration: Recogniser = ({ path }, json) => {
  const rows = rowsOf(json);
  if (rows === null) return null;
  const sensors = rows.flatMap(([key, row]) => toSensor(row, key) ?? []);
  if (sensors.length < rows.length) return unusable('One of its sensors has no translation of 3 numbers, rotation of 4 (w, x, y, z) and camera_intrinsic of 3×3.');
  const [alone, ...others] = sensors;
  const named = others.length === 0 && alone !== undefined ? [{ ...alone, channel: alone.channel ?? stemOf(path) }] : sensors;
  const lidar = named.find(({ channel }) => channel !== null && /lidar/i.test(channel));
  const cameras = named.flatMap(({ channel, intrinsics, egoFromSensor }) => {
    if (channel === null || intrinsics === null) return [];
    const pose = lidar === undefined ? egoFromSensor : composePoses(invertPose(lidar.egoFromSensor), egoFromSensor);
    return [pinholeCamera([channel], intrinsics, { relativeTo: 'device', pose })];
  });
  if (cameras.length === 0) return unusable('It does not say which camera each row is: give each a “channel”, such as CAM_FRONT.');
  return { state: 'recognised', content: { what: describeCameras(cameras), cameras, labels: [] } };
};

const isRow = (value: unknown): boolean => ['translation', 'rotation', 'camera_intrinsic'].every((name) => fieldOf(value, name) !== undefined);

/** The rows of a file with the key that each lies under; null when it holds anything else. */
function rowsOf(json: unknown): [key: string | null, row: unknown][] | null {
  if (isRow(json)) return [[null, json]];
  if (typeof json !== 'object' || json === null) return null;
  const entries: [string | null, unknown][] = Array.isArray(json) ? json.map((row: unknown) => [null, row]) : Object.entries(json);
  return entries.length > 0 && entries.every(([, row]) => isRow(row)) ? entries : null;
}

function toSensor(row: unknown, key: string | null): CalibratedSensor | null {
  const egoFromSensor = readNuscenesPose(row);
  if (egoFromSensor === null) return null;
  const matrix = fieldOf(row, 'camera_intrinsic');
  const hasCamera = !(Array.isArray(matrix) && matrix.length === 0);
  const intrinsics = hasCamera ? readIntrinsicMatrix(readNumbers(matrix, 9) ?? []) : null;
  if (hasCamera && intrinsics === null) return null;
  const channel = firstText(fieldOf(row, 'channel'), fieldOf(row, 'sensor'), key);
  return { channel, egoFromSensor, intrinsics };
}
