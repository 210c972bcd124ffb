import { describe, expect, it } from 'vitest';
import type { Cuboid } from '../../../../preload/contract/point-cloud-settings.ts';
import { cuboidCorners, cuboidEdges, cuboidHeadingMark, cuboidPose } from '../../../../renderer/geometry/cuboid.ts';
import { identityPose, rotate } from '../../../../renderer/geometry/rigid-transform.ts';

const box = (rotation: Cuboid['rotation']): Cuboid => ({ objectId: '7', label: 'Car', center: [10, 20, 1], dimensions: [4, 2, 1], rotation });
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e9) / 1e9 + 0);

describe('a cuboid', () => {
  it('has its length along x, its width along y and its height along z', () => {
    const corners = cuboidCorners(box([0, 0, 0]), identityPose);
    expect(corners).toHaveLength(8);
    expect(corners[0]).toEqual([8, 19, 0.5]);
    expect(corners[7]).toEqual([12, 21, 1.5]);
  });

  it('looks to its left after a quarter turn of yaw', () => {
    const corners = cuboidCorners(box([Math.PI / 2, 0, 0]), identityPose);
    // Front, left, top: 2 ahead is +y, 1 to the left is −x.
    expect(rounded(corners[7] ?? [])).toEqual([9, 22, 1.5]);
  });

  it('turns by yaw, then pitch, then roll, each about its own axes', () => {
    const quarter = Math.PI / 2;
    const axis = (rotation: Cuboid['rotation'], direction: [number, number, number]) => rounded(rotate(cuboidPose(box(rotation)).rotation, direction));
    expect(axis([0, quarter, 0], [1, 0, 0])).toEqual([0, 0, -1]);
    expect(axis([0, 0, quarter], [0, 1, 0])).toEqual([0, 0, 1]);
    // Yaw takes x to y; pitch about the new y (−x of the world) then takes it down; roll about it takes y, now −x, to −y… by hand:
    // Rz Ry Rx (0, 1, 0) = Rz Ry (0, 0, 1) = Rz (1, 0, 0) = (0, 1, 0).
    expect(axis([quarter, quarter, quarter], [0, 1, 0])).toEqual([0, 1, 0]);
    // Rz Ry Rx (1, 0, 0) = Rz (0, 0, −1) = (0, 0, −1).
    expect(axis([quarter, quarter, quarter], [1, 0, 0])).toEqual([0, 0, -1]);
  });

  it('goes with the frame that it is given in', () => {
    const corners = cuboidCorners(box([0, 0, 0]), { translation: [100, 0, 0], rotation: [0, 0, 1, 0] });
    expect(rounded(corners[7] ?? [])).toEqual([88, -21, 1.5]);
  });

  it('has 12 edges, each along one axis, and a mark across its front', () => {
    const corners = cuboidCorners(box([0, 0, 0]), identityPose);
    const lengths = cuboidEdges.map(([a, b]) => {
      const [from, to] = [corners[a] ?? [0, 0, 0], corners[b] ?? [0, 0, 0]];
      return Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
    });
    expect(lengths.toSorted((a, b) => a - b)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4]);
    for (const corner of cuboidHeadingMark.flat()) expect(corners[corner]?.[0]).toBe(12);
  });
});
