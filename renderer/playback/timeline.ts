import type { ViewTrack } from './view-track.ts';

/** Where the steps of a sequence lie in time, and which frame each view has to show at each. */
export class Timeline {
  /** Steps are numbered from 0; there are as many as the longest view has frames. */
  readonly stepCount: number;
  /** From the reference view's timestamps (the median interval); null when there are none. */
  readonly measuredRateHz: number | null;
  private readonly tracks: ReadonlyMap<string, ViewTrack>;
  private readonly referenceMs: readonly number[] | null;
  private readonly intervalMs: number;

  /**
   * The view with the most frames is the reference (of equals, the first with timestamps): one step for each of its
   * frames. Without timestamps, steps are `1000 / baseRateHz` ms apart. `atLeastSteps` keeps room for views whose
   * frames are not known yet.
   */
  constructor(tracks: readonly ViewTrack[], options: { baseRateHz: number; atLeastSteps: number }) {
    this.tracks = new Map(tracks.map((track) => [track.key, track]));
    let reference: ViewTrack | null = null;
    for (const track of tracks) {
      const isLonger = track.frameCount > (reference?.frameCount ?? 0);
      const isTimed = track.frameCount === reference?.frameCount && reference.timestampsMs === null && track.timestampsMs !== null;
      if (isLonger || isTimed) reference = track;
    }
    this.referenceMs = reference?.timestampsMs ?? null;
    const measuredMs = this.referenceMs === null ? null : medianInterval(this.referenceMs);
    this.measuredRateHz = measuredMs === null ? null : 1_000 / measuredMs;
    this.intervalMs = measuredMs ?? 1_000 / options.baseRateHz;
    this.stepCount = Math.max(reference?.frameCount ?? 0, options.atLeastSteps);
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

  /**
   * The frame that a view shows at a step: nearest in time when both it and the reference have timestamps, else the one
   * of the same index. Null where the view has none: beyond its end, or (by time) more than one of its own intervals
   * away from its first or last frame.
   */
  frameIndexAt(viewKey: string, step: number): number | null {
    const track = this.tracks.get(viewKey);
    if (track === undefined || track.frameCount === 0) return null;
    const stepMs = this.referenceMs?.[step];
    if (track.timestampsMs === null || stepMs === undefined) return step < track.frameCount ? step : null;
    const nearest = nearestIndex(track.timestampsMs, stepMs);
    const distanceMs = Math.abs((track.timestampsMs[nearest] ?? Infinity) - stepMs);
    const isInside = stepMs >= (track.timestampsMs[0] ?? Infinity) && stepMs <= (track.timestampsMs.at(-1) ?? -Infinity);
    const reachMs = medianInterval(track.timestampsMs) ?? this.intervalMs;
    return isInside || distanceMs <= reachMs ? nearest : null;
  }

  /** A step at which the view shows this frame (the nearest, where frames and steps differ). */
  stepOfFrame(viewKey: string, frameIndex: number): number {
    const timestampMs = this.tracks.get(viewKey)?.timestampsMs?.[frameIndex];
    if (timestampMs === undefined || this.referenceMs === null) return frameIndex;
    return nearestIndex(this.referenceMs, timestampMs);
  }
}

/** Of strictly increasing values: the median difference between neighbours; null when there are fewer than two. */
function medianInterval(values: readonly number[]): number | null {
  const intervals = values.slice(1).map((value, index) => value - (values[index] ?? value));
  intervals.sort((a, b) => a - b);
  return intervals[Math.floor(intervals.length / 2)] ?? null;
}

/** Of sorted values: the index of the nearest, the earlier of two equally near. */
function nearestIndex(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((values[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  const before = values[low - 1];
  const at = values[low];
  return before !== undefined && (at === undefined || wanted - before <= Math.abs(at - wanted)) ? low - 1 : low;
}
