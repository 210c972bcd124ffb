import type { PointAttribute, PointCloud } from '../renderer/decode/point-cloud/point-cloud.ts';

/** An attribute of a file and where its values lie; null for a colour that is not a byte a channel, and where no value is finite. */
export interface FieldSummary {
  readonly name: string;
  readonly type: string;
  readonly min: number | null;
  readonly max: number | null;
}

/** What `inspect` tells of a file; with `--json`, as it stands here. */
export interface CloudSummary {
  readonly format: PointCloud['format'];
  /** All that the file has, with those that have no position. */
  readonly points: number;
  /** In the file's order. */
  readonly fields: readonly FieldSummary[];
  /** In the file's own coordinates. */
  readonly bounds: { readonly min: readonly number[]; readonly max: readonly number[] };
  /** Points with a coordinate that is not finite. */
  readonly nanPoints: number;
  /** The first points with a position, in the file's order, by the names of the fields; colours as `[r, g, b, a]`. */
  readonly first: readonly Readonly<Record<string, number | null | readonly number[]>>[];
  readonly warnings: readonly string[];
}

const axes = ['x', 'y', 'z'];

/** Sums up a cloud that is in its file's order, with its first `firstCount` points. */
export function describeCloud(cloud: PointCloud, firstCount: number): CloudSummary {
  const { format, bounds, origin, warnings, pointCount, leftOutCount } = cloud;
  const inWorld = (corner: readonly number[]) => corner.map((coordinate, axis) => coordinate + (origin[axis] ?? 0));
  return {
    format,
    points: pointCount + leftOutCount,
    fields: cloud.attributes.map((attribute) => summaryOf(cloud, attribute)),
    bounds: { min: inWorld(bounds.min), max: inWorld(bounds.max) },
    nanPoints: leftOutCount,
    first: firstPoints(cloud, firstCount),
    warnings,
  };
}

function summaryOf(cloud: PointCloud, { name, type, role }: PointAttribute): FieldSummary {
  // Colours of other types were cut to bytes, and their ranges with them.
  const { min, max } = role === 'color' && type !== 'uint8' ? nothing : rangeOf(cloud, name, role);
  return { name, type, min: finite(min), max: finite(max) };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
const nothing = { min: Number.NaN, max: Number.NaN };

function rangeOf({ bounds, origin, colors, fields, pointCount }: PointCloud, name: string, role: PointAttribute['role']): { min: number; max: number } {
  if (pointCount === 0) return nothing;
  if (role === 'position') {
    const axis = axes.indexOf(name.toLowerCase());
    const zero = origin[axis] ?? Number.NaN;
    return { min: (bounds.min[axis] ?? Number.NaN) + zero, max: (bounds.max[axis] ?? Number.NaN) + zero };
  }
  if (role === 'field') return fields.find((field) => field.name === name) ?? nothing;
  const channel = /^(?:diffuse_)?(?:(r)(?:ed)?|(g)(?:reen)?|(b)(?:lue)?|(a)(?:lpha)?)$/i.exec(name)?.slice(1).findIndex((letter) => letter !== undefined);
  return channel === undefined || colors === null ? nothing : channelRange(colors, channel);
}

function channelRange(colors: Uint8Array, channel: number): { min: number; max: number } {
  let [min, max] = [255, 0];
  for (let at = channel; at < colors.length; at += 4) {
    min = Math.min(min, colors[at] ?? 0);
    max = Math.max(max, colors[at] ?? 0);
  }
  return { min, max };
}

function firstPoints(cloud: PointCloud, count: number): CloudSummary['first'] {
  const { positions, origin, colors, fields, pointCount } = cloud;
  return Array.from({ length: Math.min(count, pointCount) }, (_, k) => {
    const point: Record<string, number | null | readonly number[]> = {};
    axes.forEach((axis, i) => (point[axis] = (positions[3 * k + i] ?? 0) + (origin[i] ?? 0)));
    for (const { name, values, offset } of fields) point[name] = finite((values[k] ?? Number.NaN) + offset);
    if (colors !== null) point['color'] = [...colors.subarray(4 * k, 4 * k + 4)];
    return point;
  });
}
