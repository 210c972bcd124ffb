import { describe, expect, it } from 'vitest';
import type { Pose } from '../../../../preload/contract/model.ts';
import { cameraModelOf, projectPoint } from '../../../../renderer/geometry/camera-model.ts';
import { projectPoints, shareInImage, type PlacedCamera } from '../../../../renderer/geometry/projected-points.ts';
import { identityPose } from '../../../../renderer/geometry/rigid-transform.ts';

const model = cameraModelOf({ model: 'pinhole', fx: 100, fy: 100, cx: 50, cy: 40, xi: null, alpha: null });
/** Looks along the world's x, with z up: ROS's axes turned into OpenCV's. */
const forward: Pose = { translation: [0, 0, 0], rotation: [-0.5, 0.5, -0.5, 0.5] };
const camera: PlacedCamera = { model, worldFromCamera: forward, width: 100, height: 80 };

const cloud = (...points: readonly (readonly [number, number, number])[]) => ({
  positions: new Float32Array(points.flat()),
  pointCount: points.length,
  origin: [0, 0, 0] as const,
  worldFromPoints: identityPose,
});

describe('projecting a cloud', () => {
  it('writes pixels and metres of what falls into the image, and counts it', () => {
    const into = new Float32Array(15);
    // Ahead; 1 m left and 1 m up at 10 m; behind; beyond the left border; on the border itself.
    const landed = projectPoints(cloud([10, 0, 0], [10, 1, 1], [-10, 0, 0], [10, 6, 0], [10, 5, 0]), camera, 5, into);
    expect(landed).toBe(3);
    expect([...into.subarray(0, 3)]).toEqual([50, 40, 10]);
    expect(into[3]).toBeCloseTo(40, 4);
    expect(into[4]).toBeCloseTo(30, 4);
    expect(into[5]).toBeCloseTo(Math.sqrt(102), 4);
    expect(into[6]).toBeNaN();
    expect(into[9]).toBeNaN();
    expect(into[12]).toBeCloseTo(0, 4);
  });

  it('agrees with the projection of single points, for a double sphere too', () => {
    const wide = cameraModelOf({ model: 'doublesphere', fx: 40, fy: 40, cx: 50, cy: 40, xi: -0.2, alpha: 0.6 });
    const into = new Float32Array(3);
    expect(projectPoints(cloud([1, 2, -0.5]), { ...camera, model: wide }, 1, into)).toBe(0);
    expect(projectPoints(cloud([1, 1, -0.5]), { ...camera, model: wide }, 1, into)).toBe(1);
    const alone = projectPoint(wide, [-1, 0.5, 1]);
    expect(into[0]).toBeCloseTo(alone?.u ?? 0, 4);
    expect(into[1]).toBeCloseTo(alone?.v ?? 0, 4);
  });

  it('keeps its pixels where the world’s zero is far away', () => {
    const easting = 487_000.5;
    const far = { ...cloud([10, 1, 1]), origin: [easting, 5_412_000, 300] as const };
    const into = new Float32Array(3);
    projectPoints(far, { ...camera, worldFromCamera: { ...forward, translation: [easting, 5_412_000, 300] } }, 1, into);
    expect(into[0]).toBeCloseTo(40, 4);
    expect(into[1]).toBeCloseTo(30, 4);
  });
});

describe('the share of points that land in an image', () => {
  it('is a half when every second one does', () => {
    expect(shareInImage(cloud([10, 0, 0], [-10, 0, 0]), camera)).toBe(0.5);
  });

  it('is none without points', () => {
    expect(shareInImage(cloud(), camera)).toBeNull();
  });

  it('is measured on the first 4,096 points', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [index < 1_024 ? 10 : -10, 0, 0] as const);
    expect(shareInImage(cloud(...many), camera)).toBe(0.25);
  });
});
