import type { DecodedFrame, FrameOutcome, ViewPresentation } from './frame.ts';
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
    const keys = new Map<string, FrameKey>();
    for (const step of steps) {
      for (const { key: viewKey } of this.tracks) {
        const frameIndex = this.timeline.frameIndexAt(viewKey, step);
        if (frameIndex !== null) keys.set(frameId({ viewKey, frameIndex }), { viewKey, frameIndex });
      }
    }
    return [...keys.values()];
  }

  /** Every view can show its part of the step: a frame, the reason why it failed, or that it has none there. */
  isComplete(step: number): boolean {
    if (this.tracks.length === 0) return false;
    return this.tracks.every(({ key: viewKey }) => {
      const frameIndex = this.timeline.frameIndexAt(viewKey, step);
      return frameIndex === null || this.cache.get({ viewKey, frameIndex }) !== undefined;
    });
  }

  /** What each view has to show at a complete step. */
  presentations(step: number): Map<string, ViewPresentation<Frame>> {
    const presentations = new Map<string, ViewPresentation<Frame>>();
    for (const { key: viewKey } of this.tracks) {
      const frameIndex = this.timeline.frameIndexAt(viewKey, step);
      const outcome = frameIndex === null ? this.absent(viewKey, step) : this.cache.get({ viewKey, frameIndex });
      if (outcome !== undefined) presentations.set(viewKey, { frameIndex, skewMs: this.timeline.skewMs(viewKey, step), outcome });
    }
    return presentations;
  }

  private absent(viewKey: string, step: number): FrameOutcome<Frame> {
    return { state: 'missing', reason: this.timeline.reasonWithoutFrame(viewKey, step) };
  }
}
