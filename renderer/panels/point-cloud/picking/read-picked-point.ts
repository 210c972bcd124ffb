import { Vector3 } from 'three';
import type { PointCloud } from '../../../decode/point-cloud/point-cloud.ts';
import type { PointValues } from '../sweeps/sweep-buffers.ts';
import type { PickedPoint } from './picked-point.ts';
import type { PickHit } from './point-picker.ts';

/** Everything of a point: from its cloud where that is at hand, else from the GPU. */
export function readPickedPoint({ sweep, index }: PickHit, cloud: PointCloud | null, sceneOrigin: readonly [number, number, number]): PickedPoint {
  const { position, fields, color } = cloud === null ? sweep.readPoint(index) : valuesAt(cloud, index);
  const local = new Vector3(...position);
  const rangeM = local.distanceTo(sweep.sensor);
  const world = local.applyMatrix4(sweep.object.matrix).add(new Vector3(...sceneOrigin));
  return { sweepKey: sweep.key, index, world: world.toArray(), rangeM, fields, color };
}

function valuesAt(cloud: PointCloud, index: number): PointValues {
  const [x = 0, y = 0, z = 0] = cloud.positions.subarray(3 * index, 3 * index + 3);
  const fields = cloud.fields.map(({ name, values, offset }) => ({ name, value: (values[index] ?? Number.NaN) + offset }));
  if (cloud.colors === null) return { position: [x, y, z], fields, color: null };
  const [red = 0, green = 0, blue = 0, alpha = 0] = cloud.colors.subarray(4 * index, 4 * index + 4);
  return { position: [x, y, z], fields, color: [red, green, blue, alpha] };
}
