import type { Pose } from '../../../preload/contract/model.ts';
import { usualConventions } from '../../../preload/contract/point-cloud-settings.ts';
import { composePoses } from '../geometry/rigid-transform.ts';
import { recogniseNuscenesCalibration } from '../sidecar/nuscenes-calibration.ts';
import { readNuscenesPose } from '../sidecar/nuscenes-pose.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';
import { fieldOf, toText } from '../wire-values.ts';
import { noFacts, type FoundRecording, type ReadDocument, type RecordingFacts } from './found-recording.ts';
import { readAnnotations, type AnnotatedSweep } from './nuscenes-annotations.ts';
import { byToken, maxTableBytes, readTable, tokenOf, type NuscenesTable } from './nuscenes-rows.ts';

const tableNames = ['sample_data', 'calibrated_sensor', 'ego_pose', 'sensor'] as const;

const annotationNames = ['sample_annotation', 'instance', 'category'] as const;

const columnsOfLidar = { binColumns: 5 } as const;

/** Whether a document is one of the dataset's tables, which no sidecar is. */
export function isNuscenesTable(path: string, documents: ReadonlySet<string>): boolean {
  return documents.has(`${path.slice(0, path.lastIndexOf('/') + 1)}sample_data.json`);
}

/**
 * Calibration, poses and annotations from the tables of nuScenes (docs/schema_nuscenes.md of its development kit), where they
 * lie in the folder and are not too large. The LiDAR is the device: sweeps are in its frame.
 */
export async function readNuscenesTables(recording: FoundRecording, documents: readonly string[], read: ReadDocument): Promise<RecordingFacts> {
  const facts = { ...noFacts, settings: columnsOfLidar };
  const first = documents.find((path) => path.endsWith('sample_data.json'));
  if (first === undefined) return facts;
  const folder = first.slice(0, -'sample_data.json'.length);
  const tables = await readTables(tableNames, folder, read);
  if (typeof tables === 'string') return { ...facts, notes: [`${describeMissing(tables)}, so there is neither calibration nor are there poses or cuboids.`] };
  const [calibrated, poses, sensors] = [byToken(tables('calibrated_sensor')), byToken(tables('ego_pose')), byToken(tables('sensor'))];
  const byFile = new Map(tables('sample_data').map((row) => [fileOf(tokenOf(row, 'filename')), row]));

  const rowsByChannel: Record<string, unknown> = {};
  for (const { key, frames } of recording.views) {
    const row = calibrated.get(tokenOf(byFile.get(fileOf(frames[0]?.path ?? '')), 'calibrated_sensor_token'));
    if (row !== undefined) rowsByChannel[toText(fieldOf(sensors.get(tokenOf(row, 'sensor_token')), 'channel')) ?? key] = row;
  }
  const egoFromLidar = readNuscenesPose(Object.entries(rowsByChannel).find(([channel]) => /lidar/i.test(channel))?.[1]);
  const worldFromDevice = new Map<string, Pose>();
  const sweeps: AnnotatedSweep[] = [];
  for (const { key, frames } of egoFromLidar === null ? [] : recording.views) {
    for (const { path } of frames) {
      const row = byFile.get(fileOf(path));
      const worldFromEgo = readNuscenesPose(poses.get(tokenOf(row, 'ego_pose_token')));
      if (worldFromEgo === null || egoFromLidar === null) continue;
      const worldFromLidar = composePoses(worldFromEgo, egoFromLidar);
      worldFromDevice.set(path, worldFromLidar);
      if (/lidar/i.test(key)) sweeps.push({ path, row, worldFromLidar });
    }
  }
  const path = `${folder}calibrated_sensor.json`;
  const recognition = Object.keys(rowsByChannel).length === 0 ? null : recogniseNuscenesCalibration({ path, text: '' }, rowsByChannel);
  const labels = await readLabels(folder, documents, sweeps, read);
  return {
    ...facts,
    sidecars: [...(recognition?.state === 'recognised' ? [{ name: path, byteLength: 0, content: recognition.content }] : []), ...labels.files],
    worldFromDevice,
    settings: { ...columnsOfLidar, ...(worldFromDevice.size > 0 ? { conventions: { ...usualConventions, pointsIn: 'device' as const } } : {}) },
    notes: [...(recognition?.state === 'unusable' ? [`${path}: ${recognition.reason}`] : []), ...labels.notes],
  };
}

/** The annotations of the sweeps, where the folder has any: nuScenes' test set has none. */
async function readLabels(folder: string, documents: readonly string[], sweeps: readonly AnnotatedSweep[], read: ReadDocument): Promise<{ files: SidecarFile[]; notes: string[] }> {
  const name = `${folder}sample_annotation.json`;
  if (sweeps.length === 0 || !documents.includes(name)) return { files: [], notes: [] };
  const tables = await readTables(annotationNames, folder, read);
  if (typeof tables === 'string') return { files: [], notes: [`${describeMissing(tables)}, so there are no cuboids.`] };
  const content = readAnnotations({ annotations: tables('sample_annotation'), instances: byToken(tables('instance')), categories: byToken(tables('category')) }, sweeps);
  if (content === null) return { files: [], notes: [] };
  const isBetween = content.labels.length < sweeps.length;
  return { files: [{ name, byteLength: 0, content }], notes: isBetween ? ['nuScenes labels its key frames; the sweeps between them have no cuboids.'] : [] };
}

/** All of these tables, or the name of the first that cannot be had. */
async function readTables<Name extends string>(names: readonly Name[], folder: string, read: ReadDocument): Promise<((name: Name) => NuscenesTable) | Name> {
  const tables = new Map<Name, NuscenesTable>();
  for (const name of names) {
    const rows = await readTable(`${folder}${name}.json`, read);
    if (rows === null) return name;
    tables.set(name, rows);
  }
  return (name) => tables.get(name) ?? [];
}

function describeMissing(name: string): string {
  return `The table ${name}.json is not there, is damaged or has more than ${maxTableBytes >> 20} MB`;
}

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
