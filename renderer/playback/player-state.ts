import type { Loop, Pacing } from './player-command.ts';
import type { SyncMode } from './sync-mode.ts';

/**
 * - `playing`: frames follow each other; `waiting`: it would play, but what comes next is not loaded and the clock stands.
 * - `ended`: at rest where playing on in the present direction would find nothing; `paused`: at rest elsewhere.
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
  /** Which way playing goes; ping-pong turns it at the ends. */
  readonly direction: 1 | -1;
  readonly rate: number;
  /** Steps a second at rate 1 as set by the person; without effect while `measuredRateHz` is known. */
  readonly baseRateHz: number;
  readonly measuredRateHz: number | null;
  readonly pacing: Pacing;
  readonly loop: Loop;
  readonly isPingPong: boolean;
  readonly inStep: number | null;
  readonly outStep: number | null;
  /** Steps that playing in real time has left out since it last began. */
  readonly droppedFrames: number;
  readonly sync: SyncMode;
}

/** Whether two snapshots, both made by the player, and so with their fields in the same order, say the same. */
export function isSameState(a: PlayerState, b: PlayerState): boolean {
  const values: unknown[] = Object.values(b);
  return Object.values(a).every((value: unknown, index) => value === values[index]);
}
