import type { PointCloud } from '../../decode/point-cloud/point-cloud.ts';
import type { Pose } from '../../../preload/contract/model.ts';
import { applyPose, type Vector } from '../../geometry/rigid-transform.ts';

/** A point of a sweep that the pointer is on, in one view or another. */
export interface HoveredPoint {
  /** Where the pointer is. */
  readonly from: { readonly kind: 'cloud' | 'camera'; readonly viewKey: string };
  /** The view of the sweep. */
  readonly cloudKey: string;
  /** Of the cloud's arrays. */
  readonly index: number;
  readonly world: Vector;
  /** Its fields, in the file's terms. */
  readonly values: readonly { readonly name: string; readonly value: number }[];
}

/** What the views need to know of a point of a cloud; null for an index beyond it. */
export function hoveredPoint(from: HoveredPoint['from'], cloudKey: string, cloud: PointCloud, worldFromPoints: Pose, index: number): HoveredPoint | null {
  if (index < 0 || index >= cloud.pointCount) return null;
  const [x = 0, y = 0, z = 0] = cloud.positions.subarray(3 * index, 3 * index + 3);
  const world = applyPose(worldFromPoints, [x + cloud.origin[0], y + cloud.origin[1], z + cloud.origin[2]]);
  return { from, cloudKey, index, world, values: cloud.fields.map(({ name, values, offset }) => ({ name, value: (values[index] ?? Number.NaN) + offset })) };
}

/** Enough for a line below a picture. */
const describedFields = 4;

/** Where a point is and what it has, in one line; `distanceM` from whoever looks. */
export function describeHovered({ world, values }: HoveredPoint, distanceM: number): string {
  const place = world.map((value) => value.toFixed(2).replace('-', '−')).join(' ');
  const fields = values.slice(0, describedFields).map(({ name, value }) => `${name} ${Number(value.toPrecision(6))}`);
  return [`${distanceM.toFixed(1)} m`, `at ${place}`, ...fields].join(' · ');
}
