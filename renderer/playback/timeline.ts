import { defaultSync, type SyncMode } from './sync-mode.ts';
import { medianInterval } from './sorted-times.ts';
import { ViewMatch } from './view-match.ts';
import type { ViewTrack } from './view-track.ts';

/** Where the steps of a sequence lie in time, and which frame each view has to show at each. Immutable. */
export class Timeline {
  /** Steps are numbered from 0; there are as many as the longest view has frames. */
  readonly stepCount: number;
  /** From the reference view's timestamps (the median interval); null when there are none. */
  readonly measuredRateHz: number | null;
  private readonly matches: ReadonlyMap<string, ViewMatch>;
  private readonly referenceMs: readonly number[] | null;
  private readonly intervalMs: number;

  /**
   * The view with the most frames is the reference (of equals, the first with timestamps): one step for each of its
   * frames. Without timestamps, steps are `1000 / baseRateHz` ms apart. `atLeastSteps` keeps room for views whose
   * frames are not known yet.
   */
  constructor(tracks: readonly ViewTrack[], options: { baseRateHz: number; atLeastSteps: number; sync?: SyncMode }) {
    let reference: ViewTrack | null = null;
    for (const track of tracks) {
      const isLonger = track.frameCount > (reference?.frameCount ?? 0);
      const isTimed = track.frameCount === reference?.frameCount && reference.timestampsMs === null && track.timestampsMs !== null;
      if (isLonger || isTimed) reference = track;
    }
    const referenceMs = reference?.timestampsMs ?? null;
    const measuredMs = referenceMs === null ? null : medianInterval(referenceMs);
    this.referenceMs = referenceMs;
    this.measuredRateHz = measuredMs === null ? null : 1_000 / measuredMs;
    this.intervalMs = measuredMs ?? 1_000 / options.baseRateHz;
    this.stepCount = Math.max(reference?.frameCount ?? 0, options.atLeastSteps);
    const sync = options.sync ?? defaultSync;
    this.matches = new Map(tracks.map((track) => [track.key, new ViewMatch(track, referenceMs, sync)]));
  }

  /** Media time of a step in milliseconds; 0 at the first. Steps beyond the reference go on at its usual interval. */
  timeOfStep(step: number): number {
    const times = this.referenceMs;
    if (times === null) return step * this.intervalMs;
    const first = times[0] ?? 0;
    const beyond = step - (times.length - 1);
    const within = times[Math.min(Math.max(step, 0), times.length - 1)] ?? first;
    return within - first + Math.max(beyond, 0) * this.intervalMs;
  }

  /** How long a step lasts, in milliseconds of media time, whichever way it is played: until the next one begins. */
  durationOfStep(step: number): number {
    return this.timeOfStep(step + 1) - this.timeOfStep(step);
  }

  /** The latest step that has begun at this media time, within the sequence. */
  stepAtTime(mediaMs: number): number {
    let low = 0;
    let high = Math.max(this.stepCount - 1, 0);
    // A thousandth of a millisecond of grace: sums of thirds of a second must not fall a frame short.
    const reached = mediaMs + 0.001;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.timeOfStep(middle) <= reached) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The frame that a view shows at a step, as the sync mode says; null where it has none that fits. */
  frameIndexAt(viewKey: string, step: number): number | null {
    return this.matches.get(viewKey)?.frameIndexAt(step) ?? null;
  }

  /** Time of the frame that the view shows minus time of the step, in milliseconds; null where either is unknown. */
  skewMs(viewKey: string, step: number): number | null {
    return this.matches.get(viewKey)?.skewMs(step) ?? null;
  }

  /** Why a view shows nothing at a step at which `frameIndexAt` is null; a sentence for people. */
  reasonWithoutFrame(viewKey: string, step: number): string {
    return this.matches.get(viewKey)?.reasonWithoutFrame(step) ?? 'This view is not part of the sequence.';
  }

  /** The first and the last step at which the view shows this frame; null when none does. */
  stepsOfFrame(viewKey: string, frameIndex: number): readonly [first: number, last: number] | null {
    return this.matches.get(viewKey)?.stepsOfFrame(frameIndex) ?? null;
  }
}
