import { latestIndex, medianInterval, nearestIndex } from './sorted-times.ts';
import type { SyncMode } from './sync-mode.ts';
import type { ViewTrack } from './view-track.ts';

/** Two timestamps this near are the same one: they may have come through seconds as floating-point numbers. */
const sameMs = 0.001;

/** How much of the view's own median interval a frame may lie off, when the person sets no tolerance. */
const usualTolerance = 0.75;

/** Frame and step of a view, both ways, for all steps at once: looked up many times a second, so worked out only once. */
interface MatchTable {
  /** By step; -1 for none. */
  readonly frameOfStep: Int32Array;
  /** By frame; -1 for none. */
  readonly firstStep: Int32Array;
  readonly lastStep: Int32Array;
}

/** Which frame of one view goes with which step: by timestamps when both have them, by index otherwise. */
export class ViewMatch {
  readonly track: ViewTrack;
  private readonly stepTimesMs: readonly number[] | null;
  private readonly sync: SyncMode;
  private table: MatchTable | null = null;

  /** `stepTimesMs`: when each step is, on the recording's clock; null when steps have no timestamps. */
  constructor(track: ViewTrack, stepTimesMs: readonly number[] | null, sync: SyncMode) {
    this.track = track;
    this.stepTimesMs = stepTimesMs;
    this.sync = sync;
  }

  frameIndexAt(step: number): number | null {
    if (!this.isByTime(step)) return step >= 0 && step < this.track.frameCount ? step : null;
    const frameIndex = this.matched().frameOfStep[step] ?? -1;
    return frameIndex < 0 ? null : frameIndex;
  }

  stepsOfFrame(frameIndex: number): readonly [number, number] | null {
    if (this.track.timestampsMs === null || this.stepTimesMs === null) return [frameIndex, frameIndex];
    const { firstStep, lastStep } = this.matched();
    const [first, last] = [firstStep[frameIndex] ?? -1, lastStep[frameIndex] ?? -1];
    return first < 0 ? null : [first, last];
  }

  skewMs(step: number): number | null {
    const stepMs = this.stepTimesMs?.[step];
    const frameIndex = this.frameIndexAt(step);
    const frameMs = frameIndex === null ? undefined : this.track.timestampsMs?.[frameIndex];
    return stepMs === undefined || frameMs === undefined ? null : frameMs - stepMs;
  }

  reasonWithoutFrame(step: number): string {
    const { frameCount } = this.track;
    if (frameCount === 0) return 'This view has no frames.';
    if (!this.isByTime(step)) return `This view has no frame at this moment; it has ${frameCount} in all.`;
    if (this.sync.kind === 'strict') return 'No frame of exactly this time.';
    if (this.sync.kind === 'nearest') return `No frame within ${Math.round(this.toleranceMs())} ms.`;
    return 'No frame yet, or none any more, at this time.';
  }

  private isByTime(step: number): boolean {
    return this.track.timestampsMs !== null && this.stepTimesMs !== null && step >= 0 && step < this.stepTimesMs.length;
  }

  private matched(): MatchTable {
    this.table ??= this.match(this.stepTimesMs ?? [], this.track.timestampsMs ?? []);
    return this.table;
  }

  private match(stepTimesMs: readonly number[], frameTimesMs: readonly number[]): MatchTable {
    const toleranceMs = this.toleranceMs();
    const frameOfStep = new Int32Array(stepTimesMs.length).fill(-1);
    const firstStep = new Int32Array(this.track.frameCount).fill(-1);
    const lastStep = new Int32Array(this.track.frameCount).fill(-1);
    for (const [step, stepMs] of stepTimesMs.entries()) {
      const isLatest = this.sync.kind === 'latest';
      const frameIndex = isLatest ? latestIndex(frameTimesMs, stepMs + sameMs) : nearestIndex(frameTimesMs, stepMs);
      const offMs = Math.abs((frameTimesMs[frameIndex] ?? Infinity) - stepMs);
      // The latest frame holds for any gap within the view, but at its end only as long as a frame usually lasts.
      const isHeld = isLatest && frameIndex >= 0 && frameIndex < frameTimesMs.length - 1;
      if (!isHeld && offMs > toleranceMs + sameMs) continue;
      frameOfStep[step] = frameIndex;
      if ((firstStep[frameIndex] ?? -1) < 0) firstStep[frameIndex] = step;
      lastStep[frameIndex] = step;
    }
    return { frameOfStep, firstStep, lastStep };
  }

  private toleranceMs(): number {
    const ownIntervalMs = medianInterval(this.track.timestampsMs ?? []) ?? medianInterval(this.stepTimesMs ?? []) ?? 0;
    if (this.sync.kind === 'strict') return 0;
    if (this.sync.kind === 'latest') return ownIntervalMs;
    return this.sync.toleranceMs ?? ownIntervalMs * usualTolerance;
  }
}
