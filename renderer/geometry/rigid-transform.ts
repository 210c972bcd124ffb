import type { Pose } from '../../preload/contract/model.ts';

/** A point or a direction, in metres. */
export type Vector = readonly [x: number, y: number, z: number];

/** A unit quaternion. */
export type Rotation = readonly [x: number, y: number, z: number, w: number];

/** Of two frames that are the same. */
export const identityPose: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] };

/** v + 2 q × (q × v + w v), which is q v q⁻¹ for the unit quaternion (q, w). */
export function rotate([qx, qy, qz, w]: Rotation, [x, y, z]: Vector): [number, number, number] {
  const tx = 2 * (qy * z - qz * y);
  const ty = 2 * (qz * x - qx * z);
  const tz = 2 * (qx * y - qy * x);
  return [x + w * tx + (qy * tz - qz * ty), y + w * ty + (qz * tx - qx * tz), z + w * tz + (qx * ty - qy * tx)];
}

/** The rotation that does `first`, then `second`: the Hamilton product second · first. */
export function composeRotations([ax, ay, az, aw]: Rotation, [bx, by, bz, bw]: Rotation): [number, number, number, number] {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

export function invertRotation([x, y, z, w]: Rotation): [number, number, number, number] {
  return [-x, -y, -z, w];
}

/** A point of the frame on the right, in the frame on the left: `applyPose(worldFromCamera, cameraPoint)`. */
export function applyPose({ translation, rotation }: Pose, point: Vector): [number, number, number] {
  const [x, y, z] = rotate(rotation, point);
  return [x + translation[0], y + translation[1], z + translation[2]];
}

/** aFromB ∘ bFromC = aFromC. */
export function composePoses(aFromB: Pose, bFromC: Pose): Pose {
  return { translation: applyPose(aFromB, bFromC.translation), rotation: composeRotations(aFromB.rotation, bFromC.rotation) };
}

/** aFromB → bFromA. */
export function invertPose({ translation, rotation }: Pose): Pose {
  const inverse = invertRotation(rotation);
  const [x, y, z] = rotate(inverse, translation);
  return { translation: [-x, -y, -z], rotation: inverse };
}

/** The first three rows, row by row, of a transform's 4×4 matrix; the fourth is 0 0 0 1. Quicker than a pose for many points. */
export type AffineMatrix = readonly [number, number, number, number, number, number, number, number, number, number, number, number];

export function matrixOf({ translation: [tx, ty, tz], rotation: [x, y, z, w] }: Pose): AffineMatrix {
  return [
    1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w), tx,
    2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w), ty,
    2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y), tz,
  ];
}
