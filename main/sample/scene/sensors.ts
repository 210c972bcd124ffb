import { mount } from './drive.ts';
import type { Pose } from './drive.ts';
import { rotationOf } from './vector.ts';
import type { Rotation } from './vector.ts';

/** A pinhole camera without distortion; image coordinates run from 0 to `width`, a pixel's centre lies at + 0.5. */
export interface Intrinsics {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

/** One camera of the rig. `vehicleFromCamera`: camera axes are OpenCV's, x right, y down, z forward. */
export interface RigCamera {
  readonly key: string;
  readonly title: string;
  readonly intrinsics: Intrinsics;
  readonly vehicleFromCamera: Pose;
}

const imageSize = { width: 640, height: 360 };
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The camera's axes for a view turned `yaw` to the left and `pitch` down, as columns in the vehicle's frame. */
function lookingTowards(yaw: number, pitch: number): Rotation {
  const { x: forward, y: left, z: up } = rotationOf(yaw, pitch, 0);
  return { x: [-left[0], -left[1], -left[2]], y: [-up[0], -up[1], -up[2]], z: forward };
}

function rigCamera(key: string, title: string, at: Pose['translation'], yawDegrees: number, fovDegrees: number): RigCamera {
  const focal = imageSize.width / 2 / Math.tan(radians(fovDegrees) / 2);
  return {
    key,
    title,
    intrinsics: { ...imageSize, fx: focal, fy: focal, cx: imageSize.width / 2, cy: imageSize.height / 2 },
    vehicleFromCamera: { translation: at, rotation: lookingTowards(radians(yawDegrees), radians(2.5)) },
  };
}

/** The five cameras, on the roof's edge; the order is that of `image_urls`. */
export const cameras: readonly RigCamera[] = [
  rigCamera('front', 'FRONT', [1.5, 0, 1.62], 0, 68),
  rigCamera('front_left', 'FRONT LEFT', [1.3, 0.55, 1.62], 58, 76),
  rigCamera('front_right', 'FRONT RIGHT', [1.3, -0.55, 1.62], -58, 76),
  rigCamera('rear_left', 'REAR LEFT', [-0.4, 0.55, 1.62], 128, 76),
  rigCamera('rear_right', 'REAR RIGHT', [-0.4, -0.55, 1.62], -128, 76),
];

/** The LiDAR, above the roof's middle, level with the vehicle. */
const vehicleFromLidar: Pose = { translation: [0.6, 0, 1.92], rotation: rotationOf(0, 0, 0) };

/** Where a camera is and looks when the vehicle stands at `ego`. */
export const worldFromCamera = (ego: Pose, camera: RigCamera): Pose => mount(ego, camera.vehicleFromCamera);

/** Where the LiDAR is when the vehicle stands at `ego`. */
export const worldFromLidar = (ego: Pose): Pose => mount(ego, vehicleFromLidar);
