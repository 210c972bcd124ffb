import { describe, expect, it } from 'vitest';
import { cameraModelOf, projectPoint } from '../../../../../renderer/geometry/camera-model.ts';
import { frustumShape } from '../../../../../renderer/panels/calibration/frustum-shape.ts';

const image = { width: 640, height: 360 };
const pinhole = cameraModelOf({ model: 'pinhole', fx: 320, fy: 320, cx: 320, cy: 180, xi: null, alpha: null });
/** Sees no more than a circle of 110.6 px around its middle: 1 / (2α − 1) = 1.25 is r². */
const fisheye = cameraModelOf({ model: 'doublesphere', fx: 98.9, fy: 98.9, cx: 320, cy: 180, xi: -0.2, alpha: 0.9 });

describe('a camera’s frustum', () => {
  it('of a pinhole has its image on a plane a metre ahead, in one quad', () => {
    const { positions, uvs, indices, lines } = frustumShape(pinhole, image);
    expect([...positions]).toEqual([-1, -0.5625, 1, 1, -0.5625, 1, -1, 0.5625, 1, 1, 0.5625, 1]);
    expect([...uvs]).toEqual([0, 0, 1, 0, 0, 1, 1, 1]);
    expect([...indices]).toEqual([0, 1, 3, 0, 3, 2]);
    // Four borders and four rays.
    expect(lines).toHaveLength(8);
    expect(lines.filter(([from]) => from.every((value) => value === 0))).toHaveLength(4);
  });

  it('of a double sphere is bent: every vertex is a ray of length 1 that projects onto its own place in the image', () => {
    const { positions, uvs } = frustumShape(fisheye, image);
    for (let vertex = 0; vertex < uvs.length / 2; vertex++) {
      const [x = 0, y = 0, z = 0] = positions.subarray(3 * vertex, 3 * vertex + 3);
      expect(Math.hypot(x, y, z)).toBeCloseTo(1, 5);
      const seen = projectPoint(fisheye, [x, y, z]);
      if (seen === null) continue;
      expect(seen.u).toBeCloseTo((uvs[2 * vertex] ?? 0) * image.width, 1);
      expect(seen.v).toBeCloseTo((uvs[2 * vertex + 1] ?? 0) * image.height, 1);
    }
  });

  it('leaves out what is dark, and draws its border where the light ends', () => {
    const { uvs, lines } = frustumShape(fisheye, image);
    const farthest = Math.max(...Array.from({ length: uvs.length / 2 }, (_, vertex) => Math.hypot((uvs[2 * vertex] ?? 0) * image.width - 320, (uvs[2 * vertex + 1] ?? 0) * image.height - 180)));
    expect(farthest).toBeLessThanOrEqual(110.7);
    for (const [, to] of lines) {
      const seen = projectPoint(fisheye, to);
      if (seen !== null) expect(Math.hypot(seen.u - 320, seen.v - 180)).toBeGreaterThan(100);
    }
  });
});
