import type { Pose } from '../../../preload/contract/model.ts';
import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';

/** One sweep of a range sensor and where it was taken: what the 3D view draws. */
export interface Sweep {
  /** Tells it from other sweeps of the same view, present and earlier ones. */
  readonly key: string;
  readonly cloud: PointCloud;
  /** Of the cloud's own coordinates, `origin` included; `identityPose` where nothing is known. */
  readonly worldFromPoints: Pose;
  /** The vehicle, where its pose is known: what cameras follow, and from where the distance of a point is measured. */
  readonly worldFromEgo?: Pose | null;
}

export const identityPose: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] };
