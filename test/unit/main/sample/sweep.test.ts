import { describe, expect, it } from 'vitest';
import { columnCount, elevations, maxRange } from '../../../../main/sample/lidar/beams.ts';
import { castRay } from '../../../../main/sample/lidar/cast.ts';
import { encodePcd } from '../../../../main/sample/lidar/pcd.ts';
import { rangeNoise, sweepOf } from '../../../../main/sample/lidar/sweep.ts';
import { makeDrive } from '../../../../main/sample/scene/drive.ts';
import { material, semanticLabels } from '../../../../main/sample/scene/material.ts';
import { worldFromLidar } from '../../../../main/sample/scene/sensors.ts';
import { box, spheroid } from '../../../../main/sample/scene/shapes.ts';
import { place } from '../../../../main/sample/scene/solid.ts';

const drive = makeDrive();
const grey = material('car', '#808080');
const candidate = (solid: ReturnType<typeof place>) => ({ solid, from: 0 });

describe('a ray of the LiDAR', () => {
  const turned = place(box([-1, -1, 0], [1, 1, 2], grey), { x: 10, y: 0, z: 0, yaw: Math.PI / 4 }, 1);

  it('meets a turned box at its edge, worked out by hand', () => {
    expect(castRay([candidate(turned)], [0, 0, 1], [1, 0, 0], 100)?.distance).toBeCloseTo(10 - Math.SQRT2, 9);
    expect(castRay([candidate(turned)], [0, 0, 2.01], [1, 0, 0], 100)).toBeNull();
    expect(castRay([candidate(turned)], [0, 1.5, 1], [1, 0, 0], 100)).toBeNull();
    expect(castRay([candidate(turned)], [0, 0, 1], [-1, 0, 0], 100)).toBeNull();
  });

  it('meets an ellipsoid on its surface, and the nearer of two bodies', () => {
    const ball = place(spheroid([0, 0, 0], 2, 3, grey), { x: 0, y: 20, z: 0, yaw: 1 }, 2);
    expect(castRay([candidate(ball)], [0, 0, 0], [0, 1, 0], 100)?.distance).toBeCloseTo(18, 9);
    expect(castRay([candidate(ball)], [0, 20, 10], [0, 0, -1], 100)?.distance).toBeCloseTo(7, 9);
    const near = place(box([-1, -1, -1], [1, 1, 1], grey), { x: 0, y: 5, z: 0, yaw: 0 }, 3);
    expect(castRay([candidate(ball), candidate(near)], [0, 0, 0], [0, 1, 0], 100)).toMatchObject({ distance: 4, surface: { objectId: 3 } });
    expect(castRay([candidate(ball)], [0, 0, 0], [0, 1, 0], 17.9)).toBeNull();
  });
});

describe('a sweep', () => {
  it.each([0, 26, 55, 79])('of frame %i has 20,000 returns or more, within range, of most kinds of things', (frame) => {
    const moment = drive.momentAt(frame);
    const returns = sweepOf(moment);
    expect(returns.length).toBeGreaterThanOrEqual(20_000);
    expect(returns.length).toBeLessThanOrEqual(columnCount * elevations.length);
    const [x, y, z] = worldFromLidar(moment.ego).translation;
    const ranges = returns.map(({ position }) => Math.hypot(position[0] - x, position[1] - y, position[2] - z));
    expect(ranges.filter((range) => range > maxRange + rangeNoise)).toEqual([]);
    const labels = new Set(returns.map(({ label }) => label));
    for (const label of ['road', 'marking', 'pavement', 'building', 'vegetation', 'pole', 'car', 'pedestrian', 'cyclist'] as const) {
      expect(labels).toContain(semanticLabels[label]);
    }
  });

  it('has paint brighter than the asphalt around it', () => {
    const returns = sweepOf(drive.momentAt(40));
    const mean = (label: number) => {
      const some = returns.filter((one) => one.label === label).map(({ intensity }) => intensity);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    expect(mean(semanticLabels.marking)).toBeGreaterThan(5 * mean(semanticLabels.road));
    expect(Math.max(...returns.map(({ intensity }) => intensity))).toBeLessThanOrEqual(255);
  });
});

describe('the PCD file', () => {
  it('declares its fields and holds each point where the header says', () => {
    const bytes = encodePcd([
      { position: [1.5, -2.25, 0.125], intensity: 200, label: 8, objectId: 300 },
      { position: [-40, 8, 3], intensity: 3, label: 1, objectId: 0 },
    ]);
    const text = Buffer.from(bytes).toString('latin1');
    const start = text.indexOf('DATA binary\n') + 'DATA binary\n'.length;
    const header = Object.fromEntries(text.slice(0, start).split('\n').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));
    expect(header).toMatchObject({
      FIELDS: ['x', 'y', 'z', 'intensity', 'label', 'object'],
      SIZE: ['4', '4', '4', '4', '2', '2'],
      TYPE: ['F', 'F', 'F', 'F', 'U', 'U'],
      WIDTH: ['2'],
      HEIGHT: ['1'],
      POINTS: ['2'],
    });
    expect(bytes.length - start).toBe(40);
    const view = new DataView(bytes.buffer, start);
    expect([0, 4, 8, 12].map((at) => view.getFloat32(at, true))).toEqual([1.5, -2.25, 0.125, 200]);
    expect([view.getUint16(16, true), view.getUint16(18, true)]).toEqual([8, 300]);
    expect(view.getFloat32(20, true)).toBe(-40);
  });
});
