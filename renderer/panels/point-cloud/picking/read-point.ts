import { Quaternion, Vector3 } from 'three';
import type { Pose } from '../../../../preload/contract/model.ts';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import { fileIndexOf } from '../../../decode/point-cloud/spread-points.ts';
import type { FieldReading, PointReading } from '../../../viewing/scene-tool.ts';
import { className } from '../colors/class-names.ts';
import { classField, unitOf } from '../colors/point-fields.ts';
import type { SweepPlace } from '../sweep.ts';
import type { PickedPoint } from './picked-point.ts';

/** The sweep that a point was picked from. */
export interface PickedSweep {
  readonly viewKey: string;
  /** Zero-based; null for a sweep that is no frame of a recording. */
  readonly frameIndex: number | null;
  readonly place: SweepPlace;
  /** Null for an earlier sweep, of which only the points on the GPU are left. */
  readonly cloud: PointCloud | null;
}

/** A picked point in the terms of its file: which point it is, its fields with units, and where it is in every frame of reference. */
export function readPoint(picked: PickedPoint, { viewKey, frameIndex, place, cloud }: PickedSweep): PointReading {
  const { worldFromPoints, worldFromEgo } = place;
  return {
    viewKey,
    frameIndex,
    fileIndex: cloud === null ? null : fileIndexOf(cloud, picked.index),
    inPoints: pointsFromWorld(worldFromPoints, picked.world),
    inWorld: worldFromEgo === undefined || worldFromEgo === null ? null : picked.world,
    rangeM: picked.rangeM,
    fields: picked.fields.map((field) => readField(field, cloud)),
    color: picked.color === null ? null : [picked.color[0], picked.color[1], picked.color[2]],
  };
}

function readField({ name, value }: PickedPoint['fields'][number], cloud: PointCloud | null): FieldReading {
  const field = cloud?.fields.find((candidate) => candidate.name === name);
  const isClass = cloud !== null && field !== undefined && classField(cloud) === field;
  return { name, value, unit: field === undefined ? null : unitOf(field), meaning: isClass ? className(cloud, value) : null };
}

function pointsFromWorld({ translation, rotation }: Pose, world: readonly [number, number, number]): [number, number, number] {
  const turnBack = new Quaternion(...rotation).normalize().invert();
  return new Vector3(...world).sub(new Vector3(...translation)).applyQuaternion(turnBack).toArray();
}
