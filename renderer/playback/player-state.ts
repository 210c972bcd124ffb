/**
 * - `playing`: frames follow each other; `waiting`: it would play, but the next step is not loaded and the clock stands.
 * - `ended`: at rest on the last step; `paused`: at rest elsewhere.
 */
export type PlayerStatus = 'playing' | 'waiting' | 'paused' | 'ended';

/** What the player shows of itself: a snapshot, replaced whenever a field changes. */
export interface PlayerState {
  readonly status: PlayerStatus;
  /** The step last asked for or reached: where the playhead stands. */
  readonly step: number;
  /** The step on screen, which trails `step` while it loads; null before the first. */
  readonly shownStep: number | null;
  readonly stepCount: number;
  /** `step` is not on screen yet. */
  readonly isLoading: boolean;
  readonly rate: number;
  /** Steps a second at rate 1 as set by the person; without effect while `measuredRateHz` is known. */
  readonly baseRateHz: number;
  readonly measuredRateHz: number | null;
}

/** Whether two snapshots say the same. */
export function isSameState(a: PlayerState, b: PlayerState): boolean {
  return (
    a.status === b.status &&
    a.step === b.step &&
    a.shownStep === b.shownStep &&
    a.stepCount === b.stepCount &&
    a.isLoading === b.isLoading &&
    a.rate === b.rate &&
    a.baseRateHz === b.baseRateHz &&
    a.measuredRateHz === b.measuredRateHz
  );
}
