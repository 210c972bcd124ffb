import type { SidecarPose } from '../../../preload/contract/model.ts';
import type { PinholeIntrinsics } from './numbers.ts';
import type { SidecarCamera } from './sidecar.ts';

/** A pinhole camera without a known image size, to be found by names that are like its own. */
export function pinholeCamera(names: readonly string[], intrinsics: PinholeIntrinsics, sidecarPose: SidecarPose): SidecarCamera {
  return {
    names: [...names],
    matching: 'alike',
    isMain: false,
    calibration: { model: 'pinhole', ...intrinsics, xi: null, alpha: null, width: null, height: null, worldFromCamera: null, sidecarPose },
  };
}

/** Of a name that is told to a person. */
const maxNameLength = 60;

/** `Calibration of front, left and right`, with at most three names. */
export function describeCameras(cameras: readonly SidecarCamera[]): string {
  const names = cameras.map(({ names: [first = ''] }) => first.slice(0, maxNameLength));
  return names.length <= 3 ? `Calibration of ${names.join(', ')}` : `Calibration of ${names.length} cameras`;
}
