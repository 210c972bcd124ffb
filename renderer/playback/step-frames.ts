import type { DecodedFrame, ViewPresentation } from './frame.ts';
import { frameId, type FrameCache, type FrameKey } from './frame-cache.ts';
import { Timeline } from './timeline.ts';
import type { ViewTrack } from './view-track.ts';

/** Which frames make up a step, and which of them are there. */
export class StepFrames<Frame extends DecodedFrame> {
  private readonly cache: FrameCache<Frame>;
  tracks: readonly ViewTrack[] = [];
  timeline = new Timeline([], { baseRateHz: 1, atLeastSteps: 0 });

  constructor(cache: FrameCache<Frame>) {
    this.cache = cache;
  }

  viewKeys(): string[] {
    return this.tracks.map((track) => track.key);
  }

  /** The frames that these steps show, in order, each once; a view without a frame there adds none. */
  framesOf(steps: Iterable<number>): FrameKey[] {
    return framesOfSteps(steps, this.viewKeys(), this.timeline);
  }

  /** Every view can show its part of the step: a frame, the reason why it failed, or that it has none there. */
  isComplete(step: number): boolean {
    return this.tracks.length > 0 && this.framesOf([step]).every((key) => this.cache.get(key) !== undefined);
  }

  /** What each view has to show at a complete step. */
  presentations(step: number): Map<string, ViewPresentation<Frame>> {
    const presentations = new Map<string, ViewPresentation<Frame>>();
    for (const { key, frameCount } of this.tracks) {
      const frameIndex = this.timeline.frameIndexAt(key, step);
      const outcome = frameIndex === null ? absent(frameCount) : this.cache.get({ viewKey: key, frameIndex });
      if (outcome !== undefined) presentations.set(key, { frameIndex, skewMs: null, outcome });
    }
    return presentations;
  }
}

/** As `StepFrames.framesOf`, for some of the views. */
export function framesOfSteps(steps: Iterable<number>, viewKeys: readonly string[], timeline: Timeline): FrameKey[] {
  const keys = new Map<string, FrameKey>();
  for (const step of steps) {
    for (const viewKey of viewKeys) {
      const frameIndex = timeline.frameIndexAt(viewKey, step);
      if (frameIndex !== null) keys.set(frameId({ viewKey, frameIndex }), { viewKey, frameIndex });
    }
  }
  return [...keys.values()];
}

const absent = (frameCount: number) =>
  ({
    state: 'missing',
    reason: frameCount === 0 ? 'This view has no frames.' : `This view has no frame at this moment; it has ${frameCount} in all.`,
  }) as const;
