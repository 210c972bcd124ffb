import { describe, expect, it } from 'vitest';
import { cameraModelOf } from '../../../../renderer/geometry/camera-model.ts';
import { projectEdge } from '../../../../renderer/geometry/projected-edge.ts';

const pinhole = cameraModelOf({ model: 'pinhole', fx: 100, fy: 100, cx: 50, cy: 40, xi: null, alpha: null });
const doubleSphere = cameraModelOf({ model: 'doublesphere', fx: 402.5, fy: 400, cx: 505, cy: 509, xi: -0.075347, alpha: 0.743925 });

describe('an edge in an image', () => {
  it('is one straight line for a pinhole', () => {
    expect(projectEdge(pinhole, [-1, 0, 2], [1, 1, 4])).toEqual([[{ u: 0, v: 40 }, { u: 75, v: 65 }]]);
  });

  it('ends where it comes too near or goes behind the camera, still on its own line', () => {
    const [line, ...others] = projectEdge(pinhole, [1, 0, 2], [1, 0, -2]);
    expect(others).toEqual([]);
    expect(line?.[0]).toEqual({ u: 100, v: 40 });
    // At 0.05 m ahead: 100 · 1 / 0.05 + 50.
    expect(line?.at(-1)?.u).toBeGreaterThan(1_900);
    expect(line?.at(-1)?.u).toBeLessThanOrEqual(2_050);
    expect(line?.at(-1)?.v).toBe(40);
  });

  it('is nothing behind the camera', () => {
    expect(projectEdge(pinhole, [1, 0, -2], [-1, 0, -3])).toEqual([]);
  });

  it('is an arc for a double sphere: its middle lies off the straight line between its ends', () => {
    const [arc] = projectEdge(doubleSphere, [-3, 1, 1], [3, 1, 1]);
    expect(arc).toHaveLength(17);
    const [first, middle, last] = [arc?.[0], arc?.[8], arc?.[16]];
    expect(first?.v).toBeCloseTo(last?.v ?? 0, 6);
    expect((middle?.v ?? 0) - (first?.v ?? 0)).toBeGreaterThan(40);
  });

  it('is two lines where only its middle is out of sight', () => {
    const lines = projectEdge(doubleSphere, [-4, 0, -0.9], [4, 0, -0.9]);
    expect(lines).toHaveLength(2);
    // Each ends at the border of sight, 576.27 px from the middle.
    expect(505 - (lines[0]?.at(-1)?.u ?? 0)).toBeCloseTo(576.27, 0);
    expect((lines[1]?.[0]?.u ?? 0) - 505).toBeCloseTo(576.27, 0);
  });
});
