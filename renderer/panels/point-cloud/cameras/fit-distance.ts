import { Vector3 } from 'three';
import type { Quaternion } from 'three';
import type { SceneExtent } from '../scene-extent.ts';

/** What a camera needs to have a whole box in its picture. */
export interface Fit {
  readonly center: Vector3;
  /** Of a perspective camera from the centre, in metres. */
  readonly distanceM: number;
  /** Half the height of an orthographic camera's picture, in metres. */
  readonly halfHeightM: number;
}

/** Measures how far, or how large, a picture must be that holds all corners of a box, along the present line of sight. */
export function fitExtent(extent: SceneExtent, orientation: Quaternion, aspect: number, fieldOfViewRad: number): Fit {
  const center = new Vector3(...extent.min).add(new Vector3(...extent.max)).multiplyScalar(0.5);
  const slopeY = Math.tan(fieldOfViewRad / 2);
  const slopeX = slopeY * aspect;
  const toCamera = orientation.clone().invert();
  let distanceM = 0;
  let halfHeightM = 0;
  for (let corner = 0; corner < 8; corner++) {
    const seen = new Vector3(
      (corner & 1 ? extent.max : extent.min)[0],
      (corner & 2 ? extent.max : extent.min)[1],
      (corner & 4 ? extent.max : extent.min)[2],
    );
    seen.sub(center).applyQuaternion(toCamera);
    distanceM = Math.max(distanceM, Math.abs(seen.x) / slopeX + seen.z, Math.abs(seen.y) / slopeY + seen.z);
    halfHeightM = Math.max(halfHeightM, Math.abs(seen.x) / aspect, Math.abs(seen.y));
  }
  return { center, distanceM, halfHeightM };
}
