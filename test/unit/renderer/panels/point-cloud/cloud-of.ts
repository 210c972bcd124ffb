import type { PointCloud } from '../../../../../renderer/decode/point-cloud/point-cloud.ts';

/** A cloud of the given points and intensities, for tests. */
export function cloudOf(points: readonly (readonly [number, number, number])[], intensities: readonly number[] | null = null): PointCloud {
  const fields =
    intensities === null
      ? []
      : [{ name: 'intensity', type: 'float32' as const, values: Float32Array.from(intensities), offset: 0, min: Math.min(...intensities), max: Math.max(...intensities) }];
  return {
    format: 'pcd',
    pointCount: points.length,
    positions: Float32Array.from(points.flat()),
    leftOutCount: 0,
    spread: 1,
    origin: [0, 0, 0],
    colors: null,
    attributes: [],
    fields,
    bounds: { min: [0, 0, 0], max: [0, 0, 0] },
    viewpoint: null,
    warnings: [],
    byteLength: 0,
  };
}
