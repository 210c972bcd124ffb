import { frameId, type FrameKey } from './frame-cache.ts';
import { framesOfSteps } from './step-frames.ts';
import type { Timeline } from './timeline.ts';

/** Which way the playhead last moved: +1 towards the end, -1 towards the start. */
export type Direction = 1 | -1;

/**
 * A step behind the playhead counts as this many ahead, so that about a fifth of the cache lies behind it: enough to step
 * back at once, without spending on what has been seen.
 */
const behindWeight = 4;

/** How far speculation reaches ahead of the playhead, in steps; the budget may end it sooner. */
const reachSteps = 64;

/** How far a step is from being wanted: the measure of both what to load next and what to give up first. */
export function playheadDistance(step: number, playhead: number, direction: Direction): number {
  const ahead = (step - playhead) * direction;
  return ahead >= 0 ? ahead : -ahead * behindWeight;
}

/** The steps around the playhead that lie within the sequence, nearest by `playheadDistance` first; not the playhead's own. */
function* stepsAround(playhead: number, direction: Direction, stepCount: number): Generator<number> {
  for (let distance = 1; distance <= reachSteps; distance += 1) {
    const candidates = [playhead + distance * direction];
    if (distance % behindWeight === 0) candidates.push(playhead - (distance / behindWeight) * direction);
    for (const step of candidates) if (step >= 0 && step < stepCount) yield step;
  }
}

/**
 * What is worth having around the playhead, nearest first, as far as the budget goes. `frameBytes` is what a frame of the
 * view is expected to hold, null before one was seen: a view of unknown size is not speculated on.
 */
export function framesWorthHaving(options: {
  playhead: number;
  direction: Direction;
  viewKeys: readonly string[];
  timeline: Timeline;
  budgetBytes: number;
  frameBytes: (viewKey: string) => number | null;
}): FrameKey[] {
  const { playhead, direction, timeline, frameBytes } = options;
  const viewKeys = options.viewKeys.filter((viewKey) => frameBytes(viewKey) !== null);
  const sum = (total: number, key: FrameKey) => total + (frameBytes(key.viewKey) ?? 0);
  const onScreen = framesOfSteps([playhead], viewKeys, timeline);
  const seen = new Set(onScreen.map(frameId));
  let plannedBytes = onScreen.reduce(sum, 0);
  const worthHaving: FrameKey[] = [];
  for (const step of stepsAround(playhead, direction, timeline.stepCount)) {
    const fresh = framesOfSteps([step], viewKeys, timeline).filter((key) => !seen.has(frameId(key)));
    plannedBytes = fresh.reduce(sum, plannedBytes);
    if (plannedBytes > options.budgetBytes) break;
    for (const key of fresh) {
      seen.add(frameId(key));
      worthHaving.push(key);
    }
  }
  return worthHaving;
}
