import type { Pose } from '../../../preload/contract/model.ts';
import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';

/** Where and when a sweep was taken. */
export interface SweepPlace {
  /** Of the cloud's own coordinates, `origin` included; `identityPose` where nothing is known. */
  readonly worldFromPoints: Pose;
  /** The vehicle, where its pose is known: what cameras follow, and from where the distance of a point is measured. */
  readonly worldFromEgo?: Pose | null;
  /** Zero-based, within its view: the hue of `rainbow`. */
  readonly frameNumber?: number;
}

/** One sweep of a range sensor: what the 3D view draws. */
export interface Sweep extends SweepPlace {
  /** Tells it from other sweeps of the same view, present and earlier ones. */
  readonly key: string;
  readonly cloud: PointCloud;
}

/** An earlier sweep, to be drawn with the present one; its points may be on the GPU already. */
export type EarlierSweep = Omit<Sweep, 'cloud'>;
