import type { Pose } from '../../../preload/contract/model.ts';
import { usualConventions } from '../../../preload/contract/point-cloud-settings.ts';
import { composePoses, normalizeQuaternion } from '../geometry/rigid-transform.ts';
import { recogniseNuscenesCalibration } from '../sidecar/nuscenes-calibration.ts';
import { readNumbers } from '../sidecar/numbers.ts';
import { fieldOf, toText } from '../wire-values.ts';
import { noFacts, type FoundRecording, type ReadDocument, type RecordingFacts } from './found-recording.ts';

/** v1.0-mini's largest table has 16 MB; that of all of nuScenes over a gigabyte, which is parsed by nobody in one go. */
const maxTableBytes = 64 << 20;

const tableNames = ['sample_data', 'calibrated_sensor', 'ego_pose', 'sensor'] as const;

const columnsOfLidar = { binColumns: 5 } as const;

/** Whether a document is one of the dataset's tables, which no sidecar is. */
export function isNuscenesTable(path: string, documents: ReadonlySet<string>): boolean {
  return documents.has(`${path.slice(0, path.lastIndexOf('/') + 1)}sample_data.json`);
}

/**
 * Calibration and poses from the tables of nuScenes (docs/schema_nuscenes.md of its development kit), where they lie in
 * the folder and are not too large. The LiDAR is the device: sweeps are in its frame.
 */
export async function readNuscenesTables(recording: FoundRecording, documents: readonly string[], read: ReadDocument): Promise<RecordingFacts> {
  const facts = { ...noFacts, settings: columnsOfLidar };
  const first = documents.find((path) => path.endsWith('sample_data.json'));
  if (first === undefined) return facts;
  const folder = first.slice(0, -'sample_data.json'.length);
  const tables: Partial<Record<(typeof tableNames)[number], readonly unknown[]>> = {};
  for (const name of tableNames) {
    const rows = await readTable(`${folder}${name}.json`, read);
    if (rows === null) return { ...facts, notes: [`The table ${name}.json is not there, is damaged or has more than ${maxTableBytes >> 20} MB, so there is neither calibration nor are there poses.`] };
    tables[name] = rows;
  }
  const byToken = (rows: readonly unknown[] = []) => new Map(rows.map((row) => [toText(fieldOf(row, 'token')) ?? '', row]));
  const [calibrated, poses, sensors] = [byToken(tables.calibrated_sensor), byToken(tables.ego_pose), byToken(tables.sensor)];
  const byFile = new Map((tables.sample_data ?? []).map((row) => [fileOf(toText(fieldOf(row, 'filename')) ?? ''), row]));
  const follow = (row: unknown, field: string, to: ReadonlyMap<string, unknown>) => to.get(toText(fieldOf(row, field)) ?? '');

  const rowsByChannel: Record<string, unknown> = {};
  for (const { key, frames } of recording.views) {
    const row = follow(byFile.get(fileOf(frames[0]?.path ?? '')), 'calibrated_sensor_token', calibrated);
    if (row !== undefined) rowsByChannel[toText(fieldOf(follow(row, 'sensor_token', sensors), 'channel')) ?? key] = row;
  }
  const egoFromLidar = toPose(Object.entries(rowsByChannel).find(([channel]) => /lidar/i.test(channel))?.[1]);
  const worldFromDevice = new Map<string, Pose>();
  for (const { frames } of egoFromLidar === null ? [] : recording.views) {
    for (const { path } of frames) {
      const worldFromEgo = toPose(follow(byFile.get(fileOf(path)), 'ego_pose_token', poses));
      if (worldFromEgo !== null && egoFromLidar !== null) worldFromDevice.set(path, composePoses(worldFromEgo, egoFromLidar));
    }
  }
  const path = `${folder}calibrated_sensor.json`;
  const recognition = Object.keys(rowsByChannel).length === 0 ? null : recogniseNuscenesCalibration({ path, text: '' }, rowsByChannel);
  return {
    ...facts,
    sidecars: recognition?.state === 'recognised' ? [{ name: path, byteLength: 0, content: recognition.content }] : [],
    worldFromDevice,
    settings: { ...columnsOfLidar, ...(worldFromDevice.size > 0 ? { conventions: { ...usualConventions, pointsIn: 'device' as const } } : {}) },
    notes: recognition?.state === 'unusable' ? [`${path}: ${recognition.reason}`] : [],
  };
}

async function readTable(path: string, read: ReadDocument): Promise<readonly unknown[] | null> {
  const text = await read(path, maxTableBytes);
  try {
    const rows: unknown = JSON.parse(text ?? '');
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `{translation, rotation}` with the quaternion in the order w, x, y, z. */
function toPose(row: unknown): Pose | null {
  const translation = readNumbers(fieldOf(row, 'translation'), 3);
  const rotation = readNumbers(fieldOf(row, 'rotation'), 4);
  if (translation === null || rotation === null) return null;
  const [x = 0, y = 0, z = 0] = translation;
  const [qw = 0, qx = 0, qy = 0, qz = 0] = rotation;
  const quaternion = normalizeQuaternion([qx, qy, qz, qw]);
  return quaternion === null ? null : { translation: [x, y, z], rotation: quaternion };
}
