import type { CameraCalibration, Pose } from '../../preload/contract/model.ts';
import type { Conventions } from '../../preload/contract/point-cloud-settings.ts';
import { composePoses, identityPose, invertRotation, type Rotation } from './rigid-transform.ts';

/**
 * From the axes in which projecting is defined (OpenCV's: x right, y down, z forward) to those in which a camera's heading
 * is given: OpenGL's are x right, y up, z backward, a half turn about x; those of ROS (REP 103) are x forward, y left, z
 * up.
 */
const axesFromOpenCv: Readonly<Record<Conventions['cameraAxes'], Rotation>> = {
  opencv: [0, 0, 0, 1],
  opengl: [1, 0, 0, 0],
  ros: [-0.5, 0.5, -0.5, 0.5],
};

/** A pose as the service gives it, sensor to world whichever way its heading turns. Its position is where the sensor is in either case. */
export function readPose({ translation, rotation }: Pose, { heading }: Pick<Conventions, 'heading'>): Pose {
  return { translation, rotation: heading === 'sensor-to-world' ? rotation : invertRotation(rotation) };
}

/**
 * A camera's pose with OpenCV's axes; null where nothing is known of it. What a file that was added says of it comes first,
 * and is no matter of conventions; `worldFromDevice` is the frame's, as the service gives it.
 */
export function worldFromCamera({ worldFromCamera: given, sidecarPose }: Pick<CameraCalibration, 'worldFromCamera' | 'sidecarPose'>, worldFromDevice: Pose | null, conventions: Conventions): Pose | null {
  if (sidecarPose !== undefined) {
    const { relativeTo, pose } = sidecarPose;
    return relativeTo === 'world' || worldFromDevice === null ? pose : composePoses(readPose(worldFromDevice, conventions), pose);
  }
  if (given === null) return null;
  const axes = axesFromOpenCv[conventions.cameraAxes];
  return composePoses(readPose(given, conventions), { translation: [0, 0, 0], rotation: [...axes] });
}

/** What is known of where a sweep was taken. */
export interface SweepPoses {
  /** As the service gives it. */
  readonly worldFromDevice: Pose | null;
  /** The sensor's place on the device, from the file itself (PCD's VIEWPOINT). */
  readonly viewpoint: Pose | null;
}

/** Where the coordinates of a sweep's points lie in the world; the identity where nothing is known. */
export function worldFromPoints({ worldFromDevice, viewpoint }: SweepPoses, conventions: Conventions): Pose {
  if (conventions.pointsIn === 'world') return identityPose;
  const device = worldFromDevice === null ? identityPose : readPose(worldFromDevice, conventions);
  return conventions.pointsIn === 'device' ? device : composePoses(device, viewpoint ?? identityPose);
}
