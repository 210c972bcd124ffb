import type { Cuboid } from '../../../preload/contract/point-cloud-settings.ts';
import { normalizeQuaternion, rowsOf, yawPitchRoll } from '../geometry/rigid-transform.ts';
import { fieldOf, toNumber } from '../wire-values.ts';

type Angles = Cuboid['rotation'];

/** Where the common spellings keep a cuboid's rotation, the plainest first. */
const fields = ['rotation', 'orientation', 'quaternion', 'heading', 'yaw'] as const;

/**
 * A cuboid's [yaw, pitch, roll] in radians, from any of: `{yaw, pitch, roll}`; `{x, y, z, w}`, a quaternion; `{x, y, z}`,
 * angles about those axes in the contract's order; a number, the yaw. No rotation when the cuboid says none; null when
 * what it says is no rotation.
 */
export function readCuboidRotation(cuboid: unknown): Angles | null {
  for (const name of fields) {
    const value = fieldOf(cuboid, name);
    if (value !== undefined && value !== null) return toAngles(value);
  }
  return [0, 0, 0];
}

function toAngles(value: unknown): Angles | null {
  const yaw = toNumber(value);
  if (yaw !== null) return [yaw, 0, 0];
  return toQuaternionAngles(value) ?? toNamedAngles(value, ['yaw', 'pitch', 'roll']) ?? toNamedAngles(value, ['z', 'y', 'x']);
}

function toQuaternionAngles(value: unknown): Angles | null {
  const w = toNumber(fieldOf(value, 'w'));
  if (w === null) return null;
  const [x, y, z] = [toNumber(fieldOf(value, 'x')), toNumber(fieldOf(value, 'y')), toNumber(fieldOf(value, 'z'))];
  if (x === null || y === null || z === null) return null;
  const quaternion = normalizeQuaternion([x, y, z, w]);
  return quaternion === null ? null : yawPitchRoll(rowsOf(quaternion));
}

/** The first angle is demanded, since a cuboid without a yaw is none that a person turned; the others may be left out. */
function toNamedAngles(value: unknown, [first, second, third]: readonly [string, string, string]): Angles | null {
  // A quaternion of length 0 is no rotation, though it has angles' names.
  if (fieldOf(value, 'w') !== undefined) return null;
  const angle = (name: string) => {
    const given = fieldOf(value, name);
    return given === undefined || given === null ? 0 : toNumber(given);
  };
  const yaw = toNumber(fieldOf(value, first));
  const [pitch, roll] = [angle(second), angle(third)];
  return yaw === null || pitch === null || roll === null ? null : [yaw, pitch, roll];
}

/**
 * The contract's [yaw, pitch, roll] of a rotation whose angles about z, y and x turn in three.js's order `XYZ`, R = Rx(x) ·
 * Ry(y) · Rz(z). So SUSTechPOINTS keeps them, in its `psr` (its doc/data-format.md): the same angles in another order are
 * another rotation.
 */
export function fromXyzOrder([z, y, x]: Angles): Angles {
  const [cx, sx, cy, sy, cz, sz] = [Math.cos(x), Math.sin(x), Math.cos(y), Math.sin(y), Math.cos(z), Math.sin(z)];
  return yawPitchRoll([
    [cy * cz, -cy * sz, sy],
    [cx * sz + sx * sy * cz, cx * cz - sx * sy * sz, -sx * cy],
    [sx * sz - cx * sy * cz, sx * cz + cx * sy * sz, cx * cy],
  ]);
}
