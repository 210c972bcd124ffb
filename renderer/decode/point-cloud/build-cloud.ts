import type { PointCloud } from './point-cloud.ts';
import { formatCount } from './point-cloud-error.ts';
import type { PointLayout } from './point-layout.ts';
import { readColors } from './read-colors.ts';
import { readFields } from './read-fields.ts';
import { readPositions } from './read-positions.ts';

/** What a cloud has besides its points. */
export interface CloudDetails {
  readonly format: PointCloud['format'];
  readonly viewpoint: PointCloud['viewpoint'];
  readonly warnings: readonly string[];
}

/** Reads all points of a block that `layout` describes: the one way in which every format becomes a cloud. */
export function buildCloud(view: DataView, layout: PointLayout, details: CloudDetails): PointCloud {
  const { positions, origin, kept, bounds } = readPositions(view, layout);
  const pointCount = positions.length / 3;
  const fields = readFields(view, layout, kept);
  const colors = layout.color === null ? null : readColors(view, layout.color, layout.pointCount, kept);
  const leftOutCount = layout.pointCount - pointCount;
  const warnings = leftOutCount === 0 ? details.warnings : [...details.warnings, leftOutWarning(leftOutCount, layout.pointCount)];
  const byteLength = fields.reduce((sum, field) => sum + field.values.byteLength, positions.byteLength + (colors?.byteLength ?? 0));
  const { attributes } = layout;
  return { ...details, pointCount, leftOutCount, spread: 1, positions, origin, colors, attributes, fields, bounds, warnings, byteLength };
}

function leftOutWarning(leftOut: number, total: number): string {
  return `${formatCount(leftOut)} of ${formatCount(total)} points have no position (not a number) and are left out.`;
}
