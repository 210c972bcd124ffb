import type { Pose } from '../../../preload/contract/model.ts';
import { composePoses, identityPose, invertPose, poseOfMatrix } from '../geometry/rigid-transform.ts';
import { readIntrinsicMatrix } from './numbers.ts';
import { pinholeCamera } from './pinhole-camera.ts';
import { unusable, type Recogniser, type SidecarCamera } from './sidecar.ts';

/** The left colour camera: of four, the one whose pictures most copies of KITTI hold. */
const mainCamera = '2';

/**
 * KITTI's `calib/FRAME.txt` (Geiger, Lenz and Urtasun 2012, and the object benchmark's readme): lines `NAME: numbers`. A
 * point of the LiDAR falls into camera i at Pi · R0_rect · Tr_velo_to_cam · p, with Pi 3×4, R0_rect 3×3 and Tr 3×4, all
 * row-major; Pi = K · [I b] puts the camera at −b of the rectified reference camera. The tracking and odometry benchmarks
 * write `R_rect`, `Tr_velo_cam` and `Tr`. The LiDAR's frame is taken for the device's.
 */
export const recogniseKittiCalibration: Recogniser = ({ text }, json) => {
  if (json !== undefined) return null;
  const lines = readKittiLines(text);
  const projections = [...lines].filter(([name]) => /^P[0-3]$/.test(name));
  const [toCamera] = ['Tr_velo_to_cam', 'Tr_velo_cam', 'Tr'].filter((name) => lines.has(name));
  if (projections.length === 0 || toCamera === undefined) return null;
  const referenceFromLidar = poseOfMatrix(lines.get(toCamera) ?? []);
  const rectify = lines.get('R0_rect') ?? lines.get('R_rect');
  const rectified = rectify === undefined ? identityPose : poseOfMatrix(rectify);
  if (referenceFromLidar === null || rectified === null) return unusable(`Its ${toCamera} or R0_rect is not a rotation and a translation.`);
  const fromLidar = composePoses(rectified, referenceFromLidar);
  const cameras = projections.flatMap(([name, values]) => kittiCamera(name.slice(1), values, fromLidar) ?? []);
  if (cameras.length < projections.length) return unusable('One of its projections P0 to P3 is not that of a pinhole camera.');
  return { state: 'recognised', content: { what: `KITTI calibration of ${cameras.length} ${cameras.length === 1 ? 'camera' : 'cameras'}`, cameras, labels: [] } };
};

/** The lines `NAME: numbers` of a KITTI text file; others are left out. */
export function readKittiLines(text: string): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const [, name, rest] of text.matchAll(/^([A-Za-z]\w*):?[ \t]+(\S.*)$/gm)) {
    const numbers = rest?.trim().split(/\s+/).map(Number) ?? [];
    if (name !== undefined && numbers.length <= 16 && numbers.every(Number.isFinite)) lines.set(name, numbers);
  }
  return lines;
}

/** Camera `number` from its 3×4 projection, row-major, and rectified reference camera ← LiDAR; null when it is no pinhole. */
export function kittiCamera(number: string, values: readonly number[], rectifiedFromLidar: Pose): SidecarCamera | null {
  if (values.length !== 12) return null;
  const [fx = 0, s = 0, cx = 0, tx = 0, zero = 0, fy = 0, cy = 0, ty = 0, zeroToo = 0, zeroAlso = 0, one = 0, tz = 0] = values;
  const intrinsics = readIntrinsicMatrix([fx, s, cx, zero, fy, cy, zeroToo, zeroAlso, one]);
  if (intrinsics === null) return null;
  // K · b = the fourth column.
  const bz = tz / one;
  const shift: [number, number, number] = [(tx / one - intrinsics.cx * bz) / intrinsics.fx, (ty / one - intrinsics.cy * bz) / intrinsics.fy, bz];
  const cameraFromLidar = composePoses({ translation: shift, rotation: [0, 0, 0, 1] }, rectifiedFromLidar);
  const names = [`image_${number}`, `image_0${number}`, `P${number}`, `cam${number}`, `cam_${number}`, `camera_${number}`];
  const camera = pinholeCamera(names, intrinsics, { relativeTo: 'device', pose: invertPose(cameraFromLidar) });
  return { ...camera, matching: 'exact', isMain: number === mainCamera };
}
