import type { PointCloud, PointField } from '../../renderer/decode/point-cloud/point-cloud.ts';

/** What a cloud of a test holds: plain data, so that a test can hand it to a page. */
export interface MadeCloud {
  readonly points: readonly (readonly [number, number, number])[];
  /** By name; one value a point. */
  readonly fields?: Readonly<Record<string, readonly number[]>>;
  /** Taken off the fields' values, as readers do for large ones. */
  readonly offsets?: Readonly<Record<string, number>>;
  readonly colors?: readonly (readonly [number, number, number])[];
  readonly origin?: readonly [number, number, number];
  readonly format?: PointCloud['format'];
}

/** A cloud as a reader would give it. */
export function makeCloud({ points, fields = {}, offsets = {}, colors, origin = [0, 0, 0], format = 'pcd' }: MadeCloud): PointCloud {
  const made = Object.entries(fields).map(([name, values]): PointField => {
    const offset = offsets[name] ?? 0;
    const finite = values.filter(Number.isFinite);
    const min = finite.reduce((least, value) => Math.min(least, value), Infinity);
    const max = finite.reduce((largest, value) => Math.max(largest, value), -Infinity);
    return { name, type: 'float32', values: Float32Array.from(values, (value) => value - offset), offset, min, max };
  });
  return {
    format,
    pointCount: points.length,
    leftOutCount: 0,
    spread: 1,
    positions: Float32Array.from(points.flat()),
    origin,
    colors: colors === undefined ? null : Uint8Array.from(colors.flatMap((color) => [...color, 255])),
    attributes: [],
    fields: made,
    bounds: { min: [0, 0, 0], max: [0, 0, 0] },
    viewpoint: null,
    warnings: [],
    byteLength: 0,
  };
}
