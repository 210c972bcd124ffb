import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FixtureCalibration, FixturePose } from './recording.ts';

const calibrationFileSchema = z.object({ extrinsic: z.array(z.number()).length(16), intrinsic: z.array(z.number()).length(9) });

/** Reads entry (row, column) of a row-major matrix. */
function entry(matrix: readonly number[], columns: number, row: number, column: number): number {
  const value = matrix[row * columns + column];
  if (value === undefined) throw new RangeError(`The matrix has no entry ${row}, ${column}.`);
  return value;
}

/**
 * The unit quaternion [x, y, z, w] of a rotation matrix given by `at(row, column)`.
 * Shepperd's method (Journal of Guidance and Control 1, 1978): divides by the largest of the four components, so that
 * it stays accurate for every angle. The result is normalised, because calibrations are orthonormal only nearly.
 */
function quaternionOf(at: (row: number, column: number) => number): { x: number; y: number; z: number; w: number } {
  const [m00, m11, m22] = [at(0, 0), at(1, 1), at(2, 2)];
  const squares = [1 + m00 - m11 - m22, 1 - m00 + m11 - m22, 1 - m00 - m11 + m22, 1 + m00 + m11 + m22] as const;
  const largest = squares.indexOf(Math.max(...squares));
  const sums = { xy: at(1, 0) + at(0, 1), xz: at(0, 2) + at(2, 0), yz: at(2, 1) + at(1, 2) };
  const differences = { x: at(2, 1) - at(1, 2), y: at(0, 2) - at(2, 0), z: at(1, 0) - at(0, 1) };
  const [x, y, z, w] =
    largest === 0
      ? [squares[0], sums.xy, sums.xz, differences.x]
      : largest === 1
        ? [sums.xy, squares[1], sums.yz, differences.y]
        : largest === 2
          ? [sums.xz, sums.yz, squares[2], differences.z]
          : [differences.x, differences.y, differences.z, squares[3]];
  const length = Math.hypot(x, y, z, w);
  return { x: x / length, y: y / length, z: z / length, w: w / length };
}

/**
 * The API's pose of a camera whose row-major 4×4 `extrinsic` [R t; 0 1] takes LiDAR points to camera points
 * (p_cam = R · p_lidar + t; camera axes x right, y down, z forward). The LiDAR's frame is taken as the world, so that
 * the clouds need no change: `position` = −Rᵀ · t is the camera's centre there, and `heading` is Rᵀ as a quaternion,
 * sensor → world. Then p_cam = R(heading)⁻¹ · (p_world − position), as avala-api §7 has it.
 */
export function poseOfExtrinsic(extrinsic: readonly number[]): FixturePose {
  const rotation = (row: number, column: number) => entry(extrinsic, 4, row, column);
  const centre = (axis: number) => {
    let sum = 0;
    for (let row = 0; row < 3; row++) sum -= rotation(row, axis) * entry(extrinsic, 4, row, 3);
    return sum;
  };
  return {
    position: { x: centre(0), y: centre(1), z: centre(2) },
    heading: quaternionOf((row, column) => rotation(column, row)),
  };
}

/** Reads a `calib/camera/*.json` of the shared data: 4×4 LiDAR→camera extrinsic and 3×3 intrinsic, both row-major. */
export async function readCalibration(path: string, width: number, height: number): Promise<FixtureCalibration> {
  const { extrinsic, intrinsic } = calibrationFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  return {
    ...poseOfExtrinsic(extrinsic),
    width,
    height,
    fx: entry(intrinsic, 3, 0, 0),
    fy: entry(intrinsic, 3, 1, 1),
    cx: entry(intrinsic, 3, 0, 2),
    cy: entry(intrinsic, 3, 1, 2),
    model: 'pinhole',
  };
}
