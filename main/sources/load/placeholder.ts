import { parseFramePattern } from '../../../preload/contract/frame-pattern.ts';
import { describeAddress } from './describe-address.ts';
import type { LoadContext, StepResult } from './frame-address.ts';
import { findSeries, seriesResult } from './frame-series.ts';
import { GuessAllowance, tooSlow } from './guess-allowance.ts';

/** Form 1 of `load`: the address holds a placeholder for the frame's number, which counts from 0 or from 1. */
export async function tryPlaceholder(context: LoadContext): Promise<StepResult> {
  const pattern = parseFramePattern(context.load);
  if (pattern === null) return { outcome: 'skipped', detail: 'The address holds no placeholder.' };
  const allowance = new GuessAllowance();
  const series = await findSeries(pattern, [0, 1], context, allowance);
  if (series === null) {
    if (allowance.isLate) return { outcome: 'failed', detail: tooSlow(pattern(0)) };
    const [zero, one] = [describeAddress(pattern(0)), describeAddress(pattern(1))];
    return { outcome: 'failed', detail: `Neither ${zero} nor ${one} is an image, a point cloud or a video.` };
  }
  return seriesResult(pattern, series);
}
