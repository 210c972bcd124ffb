/** What playback knows of a view: its length, and when each frame was taken. */
export interface ViewTrack {
  readonly key: string;
  readonly frameCount: number;
  /** Milliseconds on the recording's clock, strictly increasing, one per frame; null when unknown or unusable. */
  readonly timestampsMs: readonly number[] | null;
}

/**
 * The timestamps of a view if they can order its frames: all there, finite and strictly increasing. One gap or one step
 * back makes the lot unusable: frames then match by index, which is honest, where half a time axis would not be.
 */
export function usableTimestamps(timestampsMs: readonly (number | null)[]): readonly number[] | null {
  const usable: number[] = [];
  for (const timestamp of timestampsMs) {
    const previous = usable.at(-1);
    if (timestamp === null || !Number.isFinite(timestamp)) return null;
    if (previous !== undefined && timestamp <= previous) return null;
    usable.push(timestamp);
  }
  return usable.length === 0 ? null : usable;
}
