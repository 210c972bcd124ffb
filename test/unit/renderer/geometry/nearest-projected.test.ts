import { describe, expect, it } from 'vitest';
import { nearestProjected } from '../../../../renderer/geometry/nearest-projected.ts';

/** u, v, metres. */
const projected = (...points: readonly (readonly [number, number, number])[]) => new Float32Array(points.flat());

describe('the projected point under a pointer', () => {
  it('is the nearest within the radius', () => {
    expect(nearestProjected(projected([10, 10, 5], [13, 10, 5], [40, 10, 5]), { u: 14, v: 10 }, 8)).toBe(1);
  });

  it('is none where none is near', () => {
    expect(nearestProjected(projected([10, 10, 5]), { u: 30, v: 10 }, 8)).toBeNull();
    expect(nearestProjected(projected(), { u: 0, v: 0 }, 8)).toBeNull();
  });

  it('is not one that a nearer point stands before, though it lies closer to the pointer', () => {
    expect(nearestProjected(projected([10, 10, 40], [14, 10, 5]), { u: 10, v: 10 }, 8)).toBe(1);
  });

  it('is never one that the camera does not see', () => {
    expect(nearestProjected(projected([Number.NaN, 10, 2], [12, 10, 5]), { u: 10, v: 10 }, 8)).toBe(1);
  });
});
