import type { Pose } from '../../../preload/contract/model.ts';
import { usualConventions } from '../../../preload/contract/point-cloud-settings.ts';
import { composePoses, invertPose, poseOfMatrix, quaternionOf, type RotationRows } from '../geometry/rigid-transform.ts';
import { kittiCamera, readKittiLines } from '../sidecar/kitti-calibration.ts';
import type { SidecarFile } from '../sidecar/sidecar-store.ts';
import { stemOf, type SidecarCamera } from '../sidecar/sidecar.ts';
import { noFacts, type CalibrationAbove, type FoundRecording, type ReadAbove, type ReadDocument, type RecordingFacts } from './found-recording.ts';
import { pathIn } from './recognise-layout.ts';

/** Of a calibration or of one moment's readings: some hundred numbers. */
const maxTextBytes = 64 << 10;

/**
 * What KITTI's raw data say of a drive beside its pictures and sweeps (Geiger et al., "Vision meets Robotics", IJRR 2013, and
 * the development kit's readme): calibration, which lies in the drive's folder or one up, even if only the drive was
 * opened, and the vehicle's poses. Its tracklets are labels like others.
 */
export async function readKittiRaw(recording: FoundRecording, documents: readonly string[], { read, readAbove }: { read: ReadDocument; readAbove: ReadAbove }): Promise<RecordingFacts> {
  const root = driveOf(recording);
  const parent = root.includes('/') ? root.slice(0, root.lastIndexOf('/')) : '';
  const known = new Set(documents);
  const readLines = async (name: CalibrationAbove) => {
    const path = [pathIn(root, name), pathIn(parent, name)].find((place) => known.has(place));
    const text = path === undefined ? await readAbove(root, name, maxTextBytes) : await read(path, maxTextBytes);
    return text === null ? null : { path: path ?? `../${name}`, text, lines: readKittiLines(text) };
  };
  const [cameras, lidar, imu] = [await readLines('calib_cam_to_cam.txt'), await readLines('calib_velo_to_cam.txt'), await readLines('calib_imu_to_velo.txt')];
  const sidecar = cameras === null || lidar === null ? null : toSidecar(cameras, lidar.lines);
  const veloFromImu = imu === null ? null : poseOfLines(imu.lines);
  const worldFromImu = veloFromImu === null ? new Map<string, Pose>() : await readOxts(root, documents, read);
  const worldFromDevice = new Map<string, Pose>();
  for (const { frames } of veloFromImu === null ? [] : recording.views) {
    for (const { path } of frames) {
      const pose = worldFromImu.get(stemOf(path));
      if (pose !== undefined && veloFromImu !== null) worldFromDevice.set(path, composePoses(pose, invertPose(veloFromImu)));
    }
  }
  const note = sidecar === null ? ['No calibration was found. KITTI keeps it in files named calib_….txt, in the folder of the drive or the one above.'] : [];
  return {
    ...noFacts,
    sidecars: sidecar === null ? [] : [sidecar],
    worldFromDevice,
    settings: { binColumns: 4, ...(worldFromDevice.size > 0 ? { conventions: { ...usualConventions, pointsIn: 'device' as const } } : {}) },
    notes: note,
  };
}

/** The folder that the drive's sensors lie in. */
function driveOf({ views }: FoundRecording): string {
  const folder = views[0]?.folder ?? '';
  return folder.split('/').slice(0, -2).join('/');
}

/** Camera i sees x = P_rect_i · R_rect_00 · Tr_velo_to_cam · X, as in the object benchmark with R0_rect = R_rect_00. */
function toSidecar({ path, text, lines }: { path: string; text: string; lines: ReadonlyMap<string, number[]> }, lidarLines: ReadonlyMap<string, number[]>): SidecarFile | null {
  const referenceFromLidar = poseOfLines(lidarLines);
  const rectified = poseOfMatrix(lines.get('R_rect_00') ?? []);
  if (referenceFromLidar === null || rectified === null) return null;
  const fromLidar = composePoses(rectified, referenceFromLidar);
  const cameras = ['0', '1', '2', '3'].flatMap((number): SidecarCamera[] => {
    const camera = kittiCamera(number, lines.get(`P_rect_0${number}`) ?? [], fromLidar);
    const [width = null, height = null] = lines.get(`S_rect_0${number}`) ?? [];
    return camera === null ? [] : [{ ...camera, calibration: { ...camera.calibration, width, height } }];
  });
  if (cameras.length === 0) return null;
  return { name: path, byteLength: text.length, content: { what: `KITTI calibration of ${cameras.length} ${cameras.length === 1 ? 'camera' : 'cameras'}`, cameras, labels: [] } };
}

/** The transform of a file with `R` and `T`. */
function poseOfLines(lines: ReadonlyMap<string, number[]>): Pose | null {
  const [r, t] = [lines.get('R'), lines.get('T')];
  if (r?.length !== 9 || t?.length !== 3) return null;
  const [tx = 0, ty = 0, tz = 0] = t;
  const rotation = poseOfMatrix(r);
  return rotation === null ? null : { translation: [tx, ty, tz], rotation: rotation.rotation };
}

/** The earth's radius in metres that the development kit's `convertOxtsToPose.m` takes. */
const earthRadiusMetres = 6_378_137;

/** Poses of the vehicle's IMU by the stem of their file, the first one's place being the world's zero. */
async function readOxts(root: string, documents: readonly string[], read: ReadDocument): Promise<Map<string, Pose>> {
  const folder = `${pathIn(root, 'oxts/data')}/`;
  const poses = new Map<string, Pose>();
  let scale: number | null = null;
  let origin: Pose['translation'] | null = null;
  for (const path of documents) {
    if (!path.startsWith(folder)) continue;
    const text = await read(path, maxTextBytes);
    const [latitude = Number.NaN, longitude = Number.NaN, altitude = Number.NaN, roll = Number.NaN, pitch = Number.NaN, yaw = Number.NaN] = (text ?? '').trim().split(/\s+/).map(Number);
    if (![latitude, longitude, altitude, roll, pitch, yaw].every(Number.isFinite)) continue;
    scale ??= Math.cos((latitude * Math.PI) / 180);
    const x = scale * earthRadiusMetres * ((longitude * Math.PI) / 180);
    const y = scale * earthRadiusMetres * Math.log(Math.tan(((90 + latitude) * Math.PI) / 360));
    origin ??= [x, y, altitude];
    poses.set(stemOf(path), {
      translation: [x - origin[0], y - origin[1], altitude - origin[2]],
      rotation: quaternionOf(rowsOfAngles(roll, pitch, yaw)),
    });
  }
  return poses;
}

/** Rz(yaw) · Ry(pitch) · Rx(roll), as the development kit has it. */
function rowsOfAngles(roll: number, pitch: number, yaw: number): RotationRows {
  const [sr, cr, sp, cp, sy, cy] = [Math.sin(roll), Math.cos(roll), Math.sin(pitch), Math.cos(pitch), Math.sin(yaw), Math.cos(yaw)];
  return [
    [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
    [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
    [-sp, cp * sr, cp * cr],
  ];
}
