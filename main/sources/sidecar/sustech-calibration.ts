import { invertPose, poseOfMatrix } from '../geometry/rigid-transform.ts';
import { fieldOf } from '../wire-values.ts';
import { readIntrinsicMatrix, readNumbers } from './numbers.ts';
import { describeCameras, pinholeCamera } from './pinhole-camera.ts';
import { stemOf, unusable, type Recogniser } from './sidecar.ts';

/**
 * SUSTechPOINTS' `calib/camera/NAME.json`: `{extrinsic, intrinsic}`, both row-major, a 4×4 matrix that takes LiDAR points to
 * camera points (OpenCV axes) and a 3×3 one of the pinhole (its doc/data-format.md and example data). The LiDAR's frame
 * is taken for the device's.
 */
export const recogniseSustechCalibration: Recogniser = ({ path }, json) => {
  const [extrinsic, intrinsic] = [fieldOf(json, 'extrinsic'), fieldOf(json, 'intrinsic')];
  if (extrinsic === undefined || intrinsic === undefined) return null;
  const cameraFromLidar = poseOfMatrix(readNumbers(extrinsic, 16) ?? []);
  if (cameraFromLidar === null) return unusable('Its “extrinsic” is not a 4×4 matrix of a rotation and a translation.');
  const intrinsics = readIntrinsicMatrix(readNumbers(intrinsic, 9) ?? []);
  if (intrinsics === null) return unusable('Its “intrinsic” is not the 3×3 matrix of a pinhole camera.');
  const cameras = [pinholeCamera([stemOf(path)], intrinsics, { relativeTo: 'device', pose: invertPose(cameraFromLidar) })];
  return { state: 'recognised', content: { what: describeCameras(cameras), cameras, labels: [] } };
};
