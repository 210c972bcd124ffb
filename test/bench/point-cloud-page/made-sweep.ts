import type { PointCloud } from '../../../renderer/decode/point-cloud/point-cloud.ts';
import { spreadPoints } from '../../../renderer/decode/point-cloud/spread-points.ts';
import { randomFrom } from '../page/statistics.ts';

const lasers = 64;
const wallM = 60;

/**
 * What a range sensor 2 m above a street sees, as a reader gives it: as many rings as it has lasers, on the ground and on
 * walls around, dense near it and sparse far off. x, y, z and intensity, 16 bytes a point.
 */
export function makeSweep(pointCount: number, seed: number): PointCloud {
  const random = randomFrom(seed);
  const positions = new Float32Array(3 * pointCount);
  const values = new Float32Array(pointCount);
  for (let i = 0; i < pointCount; i++) {
    const azimuth = 2 * Math.PI * random();
    const elevation = -0.43 + (0.5 * (i % lasers)) / lasers + 0.004 * random();
    const toGround = elevation < 0 ? 2 / Math.tan(-elevation) : Infinity;
    const distance = Math.min(toGround, wallM * (0.5 + 0.5 * Math.abs(Math.cos(3 * azimuth)))) + 0.02 * random();
    positions.set([distance * Math.cos(azimuth), distance * Math.sin(azimuth), distance * Math.tan(elevation)], 3 * i);
    values[i] = Math.floor(256 * random() ** 3);
  }
  const intensity = { name: 'intensity', type: 'float32', values, offset: 0, min: 0, max: 255 } as const;
  const bounds = { min: [-wallM, -wallM, -2], max: [wallM, wallM, 10] } as const;
  return spreadPoints({
    format: 'pcd',
    pointCount,
    leftOutCount: 0,
    spread: 1,
    positions,
    origin: [0, 0, 0],
    colors: null,
    attributes: [],
    fields: [intensity],
    bounds,
    viewpoint: null,
    warnings: [],
    byteLength: 16 * pointCount,
  });
}
