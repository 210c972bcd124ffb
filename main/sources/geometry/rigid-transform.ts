import type { Pose } from '../../../preload/contract/model.ts';

type Vector = readonly [number, number, number];

/** A rotation's matrix, by rows. */
export type RotationRows = readonly [Vector, Vector, Vector];

/** How far a rotation in a file may be from orthonormal: calibrations are printed with few digits, or fitted. */
const rotationTolerance = 0.01;

export const identityPose: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] };

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** Whether three rows are a rotation: of length 1, at right angles, and no reflection. */
function isRotation(rows: RotationRows): boolean {
  const [x, y, z] = rows;
  const isNear = (value: number, wanted: number) => Math.abs(value - wanted) <= rotationTolerance;
  const areUnit = rows.every((row) => isNear(dot(row, row), 1));
  return areUnit && isNear(dot(x, y), 0) && isNear(dot(y, z), 0) && isNear(dot(z, x), 0) && dot(cross(x, y), z) > 0;
}

/**
 * Reads a rigid transform from a row-major matrix: 9 numbers for a rotation, 12 for [R t], 16 with the row 0 0 0 1 below.
 * Null for any other number of them, and where R is no rotation.
 */
export function poseOfMatrix(values: readonly number[]): Pose | null {
  if (![9, 12, 16].includes(values.length)) return null;
  if (values.length === 16 && values.slice(12).some((value, i) => Math.abs(value - (i === 3 ? 1 : 0)) > 1e-6)) return null;
  const columns = values.length === 9 ? 3 : 4;
  const row = (index: number): Vector => {
    const [a = 0, b = 0, c = 0] = values.slice(index * columns, index * columns + 3);
    return [a, b, c];
  };
  const rows = [row(0), row(1), row(2)] as const;
  if (!isRotation(rows)) return null;
  const along = (index: number) => (columns === 3 ? 0 : (values[index * columns + 3] ?? 0));
  return { translation: [along(0), along(1), along(2)], rotation: quaternionOf(rows) };
}

/**
 * The unit quaternion [x, y, z, w] of a rotation by Shepperd's method (Journal of Guidance and Control 1, 1978): divided by
 * the largest of the four components, so that it stays accurate for every angle.
 */
export function quaternionOf([[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]]: RotationRows): Pose['rotation'] {
  const squares = [1 + xx - yy - zz, 1 - xx + yy - zz, 1 - xx - yy + zz, 1 + xx + yy + zz] as const;
  const largest = squares.indexOf(Math.max(...squares));
  const [sumXy, sumXz, sumYz] = [yx + xy, xz + zx, zy + yz];
  const [aboutX, aboutY, aboutZ] = [zy - yz, xz - zx, yx - xy];
  const candidates: readonly Pose['rotation'][] = [
    [squares[0], sumXy, sumXz, aboutX],
    [sumXy, squares[1], sumYz, aboutY],
    [sumXz, sumYz, squares[2], aboutZ],
  ];
  return normalizeQuaternion(candidates[largest] ?? [aboutX, aboutY, aboutZ, squares[3]]) ?? [0, 0, 0, 1];
}

/** A quaternion [x, y, z, w] of length 1; null when it has none that a rotation could be read from. */
export function normalizeQuaternion([x, y, z, w]: Pose['rotation']): Pose['rotation'] | null {
  const length = Math.hypot(x, y, z, w);
  return Number.isFinite(length) && length > 1e-9 ? [x / length, y / length, z / length, w / length] : null;
}

/** q v q⁻¹ for a unit quaternion: v + 2 r × (r × v + w v), with q = (r, w). */
function rotate([x, y, z, w]: Pose['rotation'], v: Vector): Vector {
  const r = [x, y, z] as const;
  const [tx, ty, tz] = cross(r, v);
  const [cx, cy, cz] = cross(r, [tx + w * v[0], ty + w * v[1], tz + w * v[2]]);
  return [v[0] + 2 * cx, v[1] + 2 * cy, v[2] + 2 * cz];
}

/** aFromB ∘ bFromC = aFromC. */
export function composePoses(aFromB: Pose, bFromC: Pose): Pose {
  const [x, y, z] = rotate(aFromB.rotation, bFromC.translation);
  const [tx, ty, tz] = aFromB.translation;
  const [ax, ay, az, aw] = aFromB.rotation;
  const [bx, by, bz, bw] = bFromC.rotation;
  return {
    translation: [x + tx, y + ty, z + tz],
    rotation: [
      aw * bx + ax * bw + ay * bz - az * by,
      aw * by - ax * bz + ay * bw + az * bx,
      aw * bz + ax * by - ay * bx + az * bw,
      aw * bw - ax * bx - ay * by - az * bz,
    ],
  };
}

/** aFromB → bFromA. */
export function invertPose({ translation, rotation: [x, y, z, w] }: Pose): Pose {
  const rotation: Pose['rotation'] = [-x, -y, -z, w];
  const [tx, ty, tz] = rotate(rotation, translation);
  return { translation: [-tx, -ty, -tz], rotation };
}

/** A rotation's matrix, for a unit quaternion. */
export function rowsOf(rotation: Pose['rotation']): RotationRows {
  const [x, y, z] = [rotate(rotation, [1, 0, 0]), rotate(rotation, [0, 1, 0]), rotate(rotation, [0, 0, 1])];
  return [
    [x[0], y[0], z[0]],
    [x[1], y[1], z[1]],
    [x[2], y[2], z[2]],
  ];
}

/** Yaw, pitch and roll in radians of R = Rz(yaw) · Ry(pitch) · Rx(roll); of those that fit, the one with |pitch| ≤ π/2. */
export function yawPitchRoll([[xx], [yx], [zx, zy, zz]]: RotationRows): [yaw: number, pitch: number, roll: number] {
  return [Math.atan2(yx, xx), Math.asin(Math.min(1, Math.max(-1, 0 - zx))), Math.atan2(zy, zz)];
}
