import type { Pose } from '../../../preload/contract/model.ts';
import { normalizeQuaternion } from '../geometry/rigid-transform.ts';
import { fieldOf } from '../wire-values.ts';
import { readNumbers } from './numbers.ts';

/**
 * The pose that a row of nuScenes' tables has: `{translation, rotation}`, the quaternion in the order w, x, y, z (nuScenes:
 * docs/schema_nuscenes.md). Null where it has none that can be used.
 */
export function readNuscenesPose(row: unknown): Pose | null {
  const translation = readNumbers(fieldOf(row, 'translation'), 3);
  const rotation = readNumbers(fieldOf(row, 'rotation'), 4);
  if (translation === null || rotation === null) return null;
  const [x = 0, y = 0, z = 0] = translation;
  const [qw = 0, qx = 0, qy = 0, qz = 0] = rotation;
  const quaternion = normalizeQuaternion([qx, qy, qz, qw]);
  return quaternion === null ? null : { translation: [x, y, z], rotation: quaternion };
}
