import { shareInImage } from '../../geometry/projected-points.ts';
import type { Rectangle } from '../image/fit.ts';
import { placedCamera, placedPoints, type StepCamera, type StepSweep } from './calibrated-step.ts';

/** Sweeps are sparse upwards: twice the mean distance closes most gaps between their lines. */
const gapFactor = 2;
/** A sweep hardly ever fills more of a picture. */
const coveredShare = 0.6;
/** In parts of the picture's width: points that lie farther apart are no surface, and hide next to nothing. */
const largestShare = 1 / 40;

/**
 * How large a point of a sweep must be drawn, in device pixels, so that its points close to a surface, by how many fall
 * into the picture.
 */
export function surfaceSizePx(sweep: StepSweep, camera: Pick<StepCamera, 'camera' | 'image'>, place: Rectangle): number {
  const share = shareInImage(placedPoints(sweep), placedCamera(camera)) ?? 0;
  const pointCount = Math.max(share * sweep.cloud.pointCount, 1);
  return Math.min(gapFactor * Math.sqrt((coveredShare * place.width * place.height) / pointCount), largestShare * place.width);
}
