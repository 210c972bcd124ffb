import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { poseOfExtrinsic, readCalibration } from '../../support/fixture-server/calibration.ts';
import { sharedData } from '../../support/shared-data.ts';

type Vector = readonly [x: number, y: number, z: number];

/** Rotates by a unit quaternion: v + 2w(q × v) + 2(q × (q × v)). */
function rotate({ x, y, z, w }: { x: number; y: number; z: number; w: number }, [a, b, c]: Vector): Vector {
  const cross = ([p, q, r]: Vector): Vector => [y * r - z * q, z * p - x * r, x * q - y * p];
  const once = cross([a, b, c]);
  const twice = cross(once);
  return [a + 2 * (w * once[0] + twice[0]), b + 2 * (w * once[1] + twice[1]), c + 2 * (w * once[2] + twice[2])];
}

describe('poseOfExtrinsic', () => {
  it('puts a camera that looks along +x where it is', () => {
    // Camera x (right) is world −y, camera y (down) world −z, camera z (forward) world +x; the camera is at (2, 3, 4).
    const { position, heading } = poseOfExtrinsic([0, -1, 0, 3, 0, 0, -1, 4, 1, 0, 0, -2, 0, 0, 0, 1]);
    expect(position).toEqual({ x: 2, y: 3, z: 4 });
    const [forwardX, forwardY, forwardZ] = rotate(heading, [0, 0, 1]);
    expect([forwardX, forwardY, forwardZ].map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([1, 0, 0]);
    expect(rotate(heading, [0, 1, 0])[2]).toBeCloseTo(-1, 12);
  });

  it('is the identity for the identity', () => {
    expect(poseOfExtrinsic([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]).heading).toEqual({ x: 0, y: 0, z: 0, w: 1 });
  });
});

const calibrations = sharedData('sustech-example/calib/camera');

describe.skipIf(calibrations === null)('readCalibration on the real recording', () => {
  test.each(['front', 'left', 'right'])('projects points with the pose of %s as with its own extrinsic', async (camera) => {
    const path = `${calibrations ?? ''}/${camera}.json`;
    const { extrinsic } = z.object({ extrinsic: z.array(z.number()) }).parse(JSON.parse(await readFile(path, 'utf8')));
    const { position, heading, fx, cy } = await readCalibration(path, 2048, 1536);
    expect([fx, cy]).toEqual([1210.062981, 792.541644]);
    const inverse = { x: -heading.x, y: -heading.y, z: -heading.z, w: heading.w };
    for (const point of [[10, 2, -1], [-4, 30, 0.5], [0, 0, 0]] as const) {
      const fromPose = rotate(inverse, [point[0] - position.x, point[1] - position.y, point[2] - position.z]);
      for (const axis of [0, 1, 2] as const) {
        const row = extrinsic.slice(axis * 4, axis * 4 + 4);
        const due = (row[0] ?? 0) * point[0] + (row[1] ?? 0) * point[1] + (row[2] ?? 0) * point[2] + (row[3] ?? 0);
        expect(fromPose[axis]).toBeCloseTo(due, 5);
      }
    }
  });
});
