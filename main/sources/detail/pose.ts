import type { Pose } from '../../../preload/contract/model.ts';
import { normalizeQuaternion } from '../geometry/rigid-transform.ts';
import { fieldOf, toNumber } from '../wire-values.ts';

/**
 * A pose from the service's `position {x, y, z}` in metres and `heading {x, y, z, w}`, a quaternion from the sensor to
 * the world (avala-api §7), normalised here. Null when either is missing or is no rotation.
 */
export function toPose(position: unknown, heading: unknown): Pose | null {
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => toNumber(fieldOf(position, axis)) ?? undefined);
  const [qx, qy, qz, qw] = ['x', 'y', 'z', 'w'].map((axis) => toNumber(fieldOf(heading, axis)) ?? undefined);
  if (x === undefined || y === undefined || z === undefined) return null;
  if (qx === undefined || qy === undefined || qz === undefined || qw === undefined) return null;
  const rotation = normalizeQuaternion([qx, qy, qz, qw]);
  return rotation === null ? null : { translation: [x, y, z], rotation };
}
