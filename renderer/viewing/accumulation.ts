import type { PointCloudSettings } from '../../preload/contract/point-cloud-settings.ts';

type Point = readonly [number, number, number];

/** As many sweeps as are drawn together at most, whatever the vehicle drove. */
const mostSweeps = 200;

/**
 * Which earlier frames are drawn with one, the latest first: as many as are asked for with it, or those of the last
 * metres driven. `egoAt` is where the vehicle was, in the world; where that is not known, metres cannot be counted, and
 * there are none.
 */
export function earlierFrames(accumulation: PointCloudSettings['accumulation'], frameIndex: number, egoAt: (frameIndex: number) => Point | null): number[] {
  switch (accumulation.kind) {
    case 'off':
      return [];
    case 'sweeps':
      return countdown(frameIndex, accumulation.count - 1);
    case 'metres':
      return framesWithin(accumulation.metres, frameIndex, egoAt);
  }
}

function countdown(frameIndex: number, count: number): number[] {
  return Array.from({ length: Math.min(frameIndex, count) }, (_, back) => frameIndex - 1 - back);
}

function framesWithin(metres: number, frameIndex: number, egoAt: (frameIndex: number) => Point | null): number[] {
  const frames: number[] = [];
  let from = egoAt(frameIndex);
  let drivenM = 0;
  for (const earlier of countdown(frameIndex, mostSweeps - 1)) {
    const at = egoAt(earlier);
    if (from === null || at === null) break;
    drivenM += Math.hypot(at[0] - from[0], at[1] - from[1], at[2] - from[2]);
    if (drivenM > metres) break;
    frames.push(earlier);
    from = at;
  }
  return frames;
}
