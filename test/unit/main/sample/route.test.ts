import { describe, expect, it } from 'vitest';
import { distanceAt, placementAt } from '../../../../main/sample/scene/route.ts';
import { quaternionOf, rotate, rotationOf } from '../../../../main/sample/scene/vector.ts';

describe('a route', () => {
  const progress = [
    [0, 0],
    [2, 10],
    [4, 12],
    [5, 12],
    [8, 30],
  ] as const;

  it('passes its knots, never rolls backwards, and keeps its speed beyond both ends', () => {
    for (const [seconds, metres] of progress) expect(distanceAt(progress, seconds)).toBeCloseTo(metres, 9);
    const steps = Array.from({ length: 81 }, (_, step) => distanceAt(progress, step / 10));
    for (const [step, metres] of steps.entries()) expect(metres).toBeGreaterThanOrEqual((steps[step - 1] ?? 0) - 1e-9);
    expect(distanceAt(progress, 10)).toBeCloseTo(42, 9);
    expect(distanceAt(progress, -1)).toBeCloseTo(-5, 9);
  });

  it('faces where it goes, also while it changes lanes', () => {
    const route = { start: [3, -1], heading: Math.PI / 2, shifts: [{ at: 5, over: 10, by: 2 }], progress: [[0, 0], [10, 100]] } as const;
    for (const seconds of [0.2, 0.8, 1, 1.3, 3]) {
      const here = placementAt(route, seconds, 0);
      const next = placementAt(route, seconds + 1e-5, 0);
      expect(Math.atan2(next.y - here.y, next.x - here.x)).toBeCloseTo(here.yaw, 4);
    }
    const end = placementAt(route, 3, 0);
    expect(end.x).toBeCloseTo(1, 9);
    expect(end.y).toBeCloseTo(29, 9);
  });
});

describe('a rotation', () => {
  it('and its quaternion turn vectors alike', () => {
    for (const [yaw, pitch, roll] of [[0.3, -0.2, 0.1], [3, 0.4, -2], [-2.2, 1.2, 3], [Math.PI, 0, 0], [0, 0, Math.PI]] as const) {
      const rotation = rotationOf(yaw, pitch, roll);
      const [x, y, z, w] = quaternionOf(rotation);
      expect(Math.hypot(x, y, z, w)).toBeCloseTo(1, 12);
      // v' = q · v · q⁻¹, by Hamilton's products.
      const v = [0.3, -1.2, 2.5] as const;
      const p = [-x * v[0] - y * v[1] - z * v[2], w * v[0] + y * v[2] - z * v[1], w * v[1] + z * v[0] - x * v[2], w * v[2] + x * v[1] - y * v[0]] as const;
      const turned = rotate(rotation, v);
      expect(turned[0]).toBeCloseTo(-p[0] * x + p[1] * w - p[2] * z + p[3] * y, 10);
      expect(turned[1]).toBeCloseTo(-p[0] * y + p[2] * w - p[3] * x + p[1] * z, 10);
      expect(turned[2]).toBeCloseTo(-p[0] * z + p[3] * w - p[1] * y + p[2] * x, 10);
    }
  });

  it('by yaw turns x towards y, by pitch puts the nose down', () => {
    expect(rotationOf(Math.PI / 2, 0, 0).x[1]).toBeCloseTo(1, 12);
    expect(rotationOf(0, 0.1, 0).x[2]).toBeCloseTo(-Math.sin(0.1), 12);
  });
});
