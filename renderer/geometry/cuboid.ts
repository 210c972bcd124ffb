import type { Pose } from '../../preload/contract/model.ts';
import type { Cuboid } from '../../preload/contract/point-cloud-settings.ts';
import { applyPose, composePoses, composeRotations, type Vector } from './rigid-transform.ts';

/**
 * A cuboid's own frame, x to its front, in the frame that it is given in: yaw about Z, then pitch about the new Y, then
 * roll about the new X (avala-api §7), which is Rz(yaw) · Ry(pitch) · Rx(roll).
 */
export function cuboidPose({ center, rotation: [yaw, pitch, roll] }: Cuboid): Pose {
  const half = (angle: number) => [Math.sin(angle / 2), Math.cos(angle / 2)] as const;
  const [[sinYaw, cosYaw], [sinPitch, cosPitch], [sinRoll, cosRoll]] = [half(yaw), half(pitch), half(roll)];
  const rotation = composeRotations(composeRotations([0, 0, sinYaw, cosYaw], [0, sinPitch, 0, cosPitch]), [sinRoll, 0, 0, cosRoll]);
  return { translation: center, rotation };
}

/**
 * The corners in the world, 8 of them: bit 0 of an index says front (+x) or rear, bit 1 left (+y) or right, bit 2 top or
 * bottom.
 */
export function cuboidCorners(cuboid: Cuboid, worldFromCuboids: Pose): Vector[] {
  const worldFromCuboid = composePoses(worldFromCuboids, cuboidPose(cuboid));
  const [length, width, height] = cuboid.dimensions;
  const side = (corner: number, bit: number) => (corner & bit ? 0.5 : -0.5);
  return Array.from({ length: 8 }, (_, corner) =>
    applyPose(worldFromCuboid, [length * side(corner, 1), width * side(corner, 2), height * side(corner, 4)]),
  );
}

/** Pairs of corners: those that differ in one bit. */
export const cuboidEdges: readonly (readonly [number, number])[] = [
  [0, 1], [2, 3], [4, 5], [6, 7],
  [0, 2], [1, 3], [4, 6], [5, 7],
  [0, 4], [1, 5], [2, 6], [3, 7],
];

/** A cross over the front face, by which one sees which way an object looks. */
export const cuboidHeadingMark: readonly (readonly [number, number])[] = [
  [1, 7],
  [3, 5],
];
