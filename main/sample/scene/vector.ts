/** x, y, z in metres (or a direction). The world is right-handed with Z up. */
export type Vector = readonly [x: number, y: number, z: number];

/** A rotation as its three columns: where the rotated x, y and z axes point. */
export interface Rotation {
  readonly x: Vector;
  readonly y: Vector;
  readonly z: Vector;
}

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vector): number => Math.sqrt(dot(a, a));
export const normalize = (a: Vector): Vector => scale(a, 1 / length(a));

/** Yaw about Z, then pitch about the new Y (nose down is positive), then roll about the new X; all in radians. */
export function rotationOf(yaw: number, pitch: number, roll: number): Rotation {
  const [cy, sy, cp, sp, cr, sr] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch), Math.cos(roll), Math.sin(roll)];
  return {
    x: [cy * cp, sy * cp, -sp],
    y: [cy * sp * sr - sy * cr, sy * sp * sr + cy * cr, cp * sr],
    z: [cy * sp * cr + sy * sr, sy * sp * cr - cy * sr, cp * cr],
  };
}

/** `rotation` applied to `vector`. */
export const rotate = (rotation: Rotation, vector: Vector): Vector =>
  add(add(scale(rotation.x, vector[0]), scale(rotation.y, vector[1])), scale(rotation.z, vector[2]));

/** `outer` after `inner`. */
export const compose = (outer: Rotation, inner: Rotation): Rotation => ({
  x: rotate(outer, inner.x),
  y: rotate(outer, inner.y),
  z: rotate(outer, inner.z),
});

/**
 * The unit quaternion [x, y, z, w] of a rotation, with w ≥ 0 (Shepperd's method, the branch by the largest term).
 */
export function quaternionOf({ x, y, z }: Rotation): readonly [number, number, number, number] {
  const candidates: [number, number, number, number] = [
    1 + x[0] - y[1] - z[2],
    1 - x[0] + y[1] - z[2],
    1 - x[0] - y[1] + z[2],
    1 + x[0] + y[1] + z[2],
  ];
  const largest = Math.max(...candidates);
  const root = Math.sqrt(largest) * 2;
  let quaternion: [number, number, number, number];
  if (largest === candidates[3]) quaternion = [(y[2] - z[1]) / root, (z[0] - x[2]) / root, (x[1] - y[0]) / root, root / 4];
  else if (largest === candidates[0]) quaternion = [root / 4, (y[0] + x[1]) / root, (z[0] + x[2]) / root, (y[2] - z[1]) / root];
  else if (largest === candidates[1]) quaternion = [(y[0] + x[1]) / root, root / 4, (z[1] + y[2]) / root, (z[0] - x[2]) / root];
  else quaternion = [(z[0] + x[2]) / root, (z[1] + y[2]) / root, root / 4, (x[1] - y[0]) / root];
  const sign = quaternion[3] < 0 ? -1 : 1;
  return [quaternion[0] * sign, quaternion[1] * sign, quaternion[2] * sign, quaternion[3] * sign];
}
