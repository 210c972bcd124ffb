import { distanceOnCourse, stepsAround, type CoursePosition } from './course.ts';
import type { DecodedFrame } from './frame.ts';
import type { FrameCache, FrameKey } from './frame-cache.ts';
import type { StepFrames } from './step-frames.ts';
import type { Transport } from './transport.ts';

/** What frames of a view have held so far, to foresee what the next will. */
interface SeenBytes {
  total: number;
  count: number;
}

/**
 * What is worth having around the playhead. Along the course that playing takes, so that a loop's beginning is near its
 * end, and an in/out loop whose frames fit the budget is filled once and then left alone.
 */
export class LoadPlan<Frame extends DecodedFrame> {
  private readonly transport: Transport;
  private readonly frames: StepFrames<Frame>;
  private readonly cache: FrameCache<Frame>;
  private readonly isWorthTrying: (key: FrameKey) => boolean;
  private readonly seen = new Map<string, SeenBytes>();

  /** `isWorthTrying`: false for frames that speculation leaves out, because they failed before. */
  constructor(transport: Transport, frames: StepFrames<Frame>, cache: FrameCache<Frame>, isWorthTrying: (key: FrameKey) => boolean) {
    this.isWorthTrying = isWorthTrying;
    this.transport = transport;
    this.frames = frames;
    this.cache = cache;
  }

  /** Learns what a frame of a view holds; a view of which nothing is known is not speculated on. */
  learn(viewKey: string, byteLength: number): void {
    const { total, count } = this.seen.get(viewKey) ?? { total: 0, count: 0 };
    this.seen.set(viewKey, { total: total + byteLength, count: count + 1 });
  }

  /** How far a frame is from the playhead as it stands now, in steps; `Infinity` when no step shows it. */
  measure(): (key: FrameKey) => number {
    const { position, frames } = this;
    const { course } = this.transport;
    return ({ viewKey, frameIndex }) => {
      const steps = frames.timeline.stepsOfFrame(viewKey, frameIndex);
      if (steps === null) return Infinity;
      const [first, last] = steps;
      if (first <= position.step && position.step <= last) return 0;
      return Math.min(distanceOnCourse(first, position, course), distanceOnCourse(last, position, course));
    };
  }

  /** As `measure`, but null for frames that no plan would name any more. */
  distanceIfWorthwhile(): (key: FrameKey) => number | null {
    const distanceOf = this.measure();
    const farthest = this.farthestWorthwhile();
    return (key) => {
      const distance = distanceOf(key);
      return distance <= farthest ? distance : null;
    };
  }

  /**
   * The frames to load of so many steps around the playhead, nearest first, as far as the budget goes besides `keptBytes`.
   * Worked out only as it is drawn from.
   */
  *around(reachSteps: number, keptBytes: number): Generator<FrameKey> {
    const { position, frames, cache } = this;
    const planned = new Map<string, Set<number>>(frames.tracks.map(({ key }) => [key, new Set()]));
    let plannedBytes = keptBytes;
    let stepsLeft = reachSteps;
    if (stepsLeft === 0) return;
    for (const step of this.steps(position)) {
      const fresh: FrameKey[] = [];
      for (const [viewKey, frameIndexes] of planned) {
        const frameIndex = frames.timeline.frameIndexAt(viewKey, step);
        if (frameIndex === null || frameIndexes.has(frameIndex)) continue;
        frameIndexes.add(frameIndex);
        if (!this.isWorthTrying({ viewKey, frameIndex })) continue;
        const bytes = cache.bytesOf({ viewKey, frameIndex });
        const expectedBytes = bytes ?? this.expectedBytes(viewKey);
        if (expectedBytes === null) continue;
        plannedBytes += expectedBytes;
        if (bytes === null) fresh.push({ viewKey, frameIndex });
      }
      if (plannedBytes > cache.budgetBytes) return;
      // The playhead's own step is not always the one that is waited for: in real time, an earlier one may be.
      yield* fresh;
      if (step === position.step) continue;
      stepsLeft -= 1;
      if (stepsLeft === 0) return;
    }
  }

  private get position(): CoursePosition {
    return { step: this.transport.step, direction: this.transport.heading };
  }

  private *steps(position: CoursePosition): Generator<number> {
    yield position.step;
    yield* stepsAround(position, this.transport.course, this.frames.timeline.stepCount);
  }

  private expectedBytes(viewKey: string): number | null {
    const seen = this.seen.get(viewKey);
    return seen === undefined ? null : seen.total / seen.count;
  }

  /** No step that the budget allows for is farther: all of them may lie behind the playhead, where each counts threefold. */
  private farthestWorthwhile(): number {
    const { tracks, timeline } = this.frames;
    let bytesPerStep = 0;
    for (const { key, frameCount } of tracks) {
      const framesPerStep = Math.min(frameCount / Math.max(timeline.stepCount, 1), 1);
      bytesPerStep += (this.expectedBytes(key) ?? 0) * framesPerStep;
    }
    return bytesPerStep === 0 ? 0 : Math.max((this.cache.budgetBytes / bytesPerStep) * 3, 0);
  }
}
