import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraModelOf, projectPoint, unprojectPoint } from '../../../../renderer/geometry/camera-model.ts';

const pinhole = cameraModelOf({ model: 'pinhole', fx: 1000, fy: 900, cx: 640, cy: 360, xi: null, alpha: null });
/** The parameters that the model's authors test their own implementation with (basalt-headers, `getTestProjections`). */
const doubleSphere = cameraModelOf({ model: 'doublesphere', fx: 402.5, fy: 400, cx: 505, cy: 509, xi: -0.075347, alpha: 0.743925 });

describe('a pinhole camera', () => {
  it('projects by fx·X/Z + cx and fy·Y/Z + cy', () => {
    expect(projectPoint(pinhole, [1, -0.5, 4])).toEqual({ u: 890, v: 247.5 });
    expect(projectPoint(pinhole, [0, 0, 7])).toEqual({ u: 640, v: 360 });
  });

  it('sees nothing beside itself and nothing behind', () => {
    expect(projectPoint(pinhole, [1, 1, 0])).toBeNull();
    expect(projectPoint(pinhole, [0, 0, -1])).toBeNull();
    expect(projectPoint(pinhole, [0, 0, 0])).toBeNull();
  });

  it('takes no notice of what is not a number', () => {
    expect(projectPoint(pinhole, [Number.NaN, 0, 1])).toBeNull();
  });
});

describe('a double-sphere camera', () => {
  // Worked out by hand from eq. 40 to 42 in another language, in double precision.
  it.each([
    { point: [1, -0.5, 2], u: 700.2353162399952, v: 411.98866273789054 },
    { point: [0, 0, 5], u: 505, v: 509 },
    { point: [1, 0, 0], u: 1058.843782406551, v: 509 },
    { point: [3, 1, -0.5], u: 1047.3435109451602, v: 688.6583059031586 },
  ] as const)('projects $point to $u, $v', ({ point, u, v }) => {
    const seen = projectPoint(doubleSphere, point);
    expect(seen?.u).toBeCloseTo(u, 9);
    expect(seen?.v).toBeCloseTo(v, 9);
  });

  it('sees 105.98° to each side and not beyond (eq. 43 to 45)', () => {
    const at = (degrees: number) => {
      const angle = (degrees * Math.PI) / 180;
      return projectPoint(doubleSphere, [5 * Math.sin(angle), 0, 5 * Math.cos(angle)]);
    };
    expect(at(105.9)).not.toBeNull();
    expect(at(-105.9)).not.toBeNull();
    expect(at(106.1)).toBeNull();
  });

  it('gets no light beyond r² = 1 / (2α − 1), which is 576.27 px to the side', () => {
    expect(unprojectPoint(doubleSphere, { u: 505 + 576.2, v: 509 })).not.toBeNull();
    expect(unprojectPoint(doubleSphere, { u: 505 + 576.4, v: 509 })).toBeNull();
  });

  it('is the pinhole camera when xi and alpha are 0', () => {
    const flat = cameraModelOf({ model: 'doublesphere', fx: 1000, fy: 900, cx: 640, cy: 360, xi: 0, alpha: 0 });
    const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        expect(projectPoint(flat, [x, y, z])).toEqual(projectPoint(pinhole, [x, y, z]));
        if (z > 1e-3) expect(projectPoint(flat, [x, y, z])).toEqual({ u: (1000 * x) / z + 640, v: (900 * y) / z + 360 });
      }),
    );
  });

  it.each([
    ['pinhole', pinhole],
    ['double sphere', doubleSphere],
    ['double sphere with alpha below a half', cameraModelOf({ model: 'doublesphere', fx: 300, fy: 310, cx: 320, cy: 240, xi: 0.2, alpha: 0.4 })],
  ] as const)('takes an image point back to the ray that it came from: %s', (_name, camera) => {
    const pixel = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(pixel, pixel, (u, v) => {
        const ray = unprojectPoint(camera, { u, v });
        if (ray === null) return;
        expect(Math.hypot(...ray)).toBeCloseTo(1, 9);
        const again = projectPoint(camera, [ray[0] * 7, ray[1] * 7, ray[2] * 7]);
        // At the very border of sight rounding decides.
        if (again === null) expect(Math.abs(ray[2] + camera.sightLimit)).toBeLessThan(1e-6);
        else {
          expect(again.u).toBeCloseTo(u, 5);
          expect(again.v).toBeCloseTo(v, 5);
        }
      }),
    );
  });
});
