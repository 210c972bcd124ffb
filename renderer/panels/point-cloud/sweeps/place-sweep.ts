import { Matrix4, Quaternion, Vector3 } from 'three';
import type { Pose } from '../../../../preload/contract/model.ts';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { Sweep, SweepPlace } from '../sweep.ts';

type Point = readonly [number, number, number];
/** What of a cloud its place depends on. */
export type CloudFrame = Pick<PointCloud, 'origin' | 'viewpoint'>;

/** Where a sweep's points are drawn; everything computed in float64. */
export interface ScenePlace {
  /** From the cloud's positions, `origin` taken off, to the scene. */
  readonly sceneFromPositions: Matrix4;
  /** Where the sensor was, in the terms of the positions. */
  readonly sensor: Vector3;
}

export interface PlacedSweep extends ScenePlace {
  readonly sweep: Sweep;
}

export function placeSweep(sweep: Sweep, sceneOrigin: Point): PlacedSweep {
  return { sweep, ...placeCloud(sweep.cloud, sweep, sceneOrigin) };
}

export function placeCloud(frame: CloudFrame, place: SweepPlace, sceneOrigin: Point): ScenePlace {
  const origin = worldOrigin(frame, place).sub(new Vector3(...sceneOrigin));
  return { sceneFromPositions: new Matrix4().compose(origin, rotationOf(place.worldFromPoints), new Vector3(1, 1, 1)), sensor: sensorOf(frame, place) };
}

/** Where the zero of a cloud's positions lies in the world. */
export function worldOrigin({ origin }: CloudFrame, { worldFromPoints }: SweepPlace): Vector3 {
  return new Vector3(...origin).applyQuaternion(rotationOf(worldFromPoints)).add(new Vector3(...worldFromPoints.translation));
}

/** At the vehicle where its pose is known, else where the file says, else at the zero of the file's coordinates. */
function sensorOf({ origin, viewpoint }: CloudFrame, { worldFromPoints, worldFromEgo }: SweepPlace): Vector3 {
  const zero = new Vector3(...origin);
  if (worldFromEgo === undefined || worldFromEgo === null) return new Vector3(...(viewpoint?.translation ?? [0, 0, 0])).sub(zero);
  const fromPoints = new Vector3(...worldFromEgo.translation).sub(new Vector3(...worldFromPoints.translation));
  return fromPoints.applyQuaternion(rotationOf(worldFromPoints).invert()).sub(zero);
}

function rotationOf({ rotation }: Pose): Quaternion {
  return new Quaternion(...rotation).normalize();
}
