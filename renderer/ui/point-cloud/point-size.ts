import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';

type PointSize = PointCloudSettings['pointSize'];

/** What a slider of either unit goes over. */
export const pointSizeLimits: Readonly<Record<PointSize['unit'], { readonly min: number; readonly max: number; readonly step: number }>> = {
  px: { min: 1, max: 10, step: 0.5 },
  m: { min: 0.01, max: 0.5, step: 0.01 },
};

/** Metres that a CSS pixel is worth in a street that fills a pane: what makes a change of unit no change of the picture to speak of. */
const metresPerPixel = 0.03;

/** About the same size in another unit. */
export function resized({ value, unit }: PointSize, next: PointSize['unit']): PointSize {
  if (next === unit) return { value, unit };
  const { min, max, step } = pointSizeLimits[next];
  const converted = next === 'm' ? value * metresPerPixel : value / metresPerPixel;
  const rounded = Number((Math.round(converted / step) * step).toPrecision(6));
  return { value: Math.min(max, Math.max(min, rounded)), unit: next };
}
