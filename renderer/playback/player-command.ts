import type { SyncMode } from './sync-mode.ts';

/** What playing does when it is late: wait and show every frame, or keep real time and leave frames out. */
export type Pacing = 'every-frame' | 'real-time';

/** What playing goes through again and again: nothing, the whole sequence, or what lies between the in and out points. */
export type Loop = 'off' | 'all' | 'in-out';

/** Marks are the first step, the in point, the out point and the last step. */
export type JumpTarget = 'in' | 'out' | 'start' | 'end' | 'next-mark' | 'previous-mark';

/**
 * Everything that can be asked of the player. Commands state intent; only its tick moves the picture.
 *
 * - `seek`, `step`, `jump`: go to one step (by number, relative to the last one asked for, or by mark). The newest wins:
 *   a step asked for earlier is never shown after it. They stop at the ends of the sequence and never loop.
 * - `scrub`: like `seek`, for a pointer on the move: a step passed on the way that is still loading is shown when it
 *   arrives, unless a later one has been shown, so that the picture follows the pointer instead of freezing under it.
 *   Between `begin-scrub` and `end-scrub` playback rests; it goes on at the release if it was on.
 * - `play`: in the present direction, from the other end again when there is nothing left to play.
 * - `shuttle`: L (1) and J (-1) play forward and backward; again doubles the rate, up to 8; the opposite halves it down to
 *   1 and then turns. K (0) pauses and returns to rate 1.
 * - `set-rate`: media time per wall time, from 0.1 to 8; `set-base-rate`: steps a second at rate 1, where nothing measured it.
 * - `set-in`, `set-out`: null clears. The in point never lies after the out point: the one set wins, the other is cleared.
 * - `set-ping-pong`: at an end of what is played, turn instead of stopping or beginning again.
 * - `set-budget`: memory for decoded frames, in bytes; `reservedBytes` of it are held by decoders and left to them, as far
 *   as half of it stays for the frames.
 * - `retry`: try frames that failed again.
 */
export type PlayerCommand =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly step: number }
  | { readonly type: 'scrub'; readonly step: number }
  | { readonly type: 'begin-scrub' }
  | { readonly type: 'end-scrub' }
  | { readonly type: 'step'; readonly by: number }
  | { readonly type: 'jump'; readonly to: JumpTarget }
  | { readonly type: 'shuttle'; readonly by: 1 | -1 | 0 }
  | { readonly type: 'set-direction'; readonly direction: 1 | -1 }
  | { readonly type: 'set-rate'; readonly rate: number }
  | { readonly type: 'set-base-rate'; readonly baseRateHz: number }
  | { readonly type: 'set-pacing'; readonly pacing: Pacing }
  | { readonly type: 'set-loop'; readonly loop: Loop }
  | { readonly type: 'set-ping-pong'; readonly isOn: boolean }
  | { readonly type: 'set-in'; readonly step: number | null }
  | { readonly type: 'set-out'; readonly step: number | null }
  | { readonly type: 'set-sync'; readonly sync: SyncMode }
  | { readonly type: 'set-budget'; readonly budgetBytes: number; readonly reservedBytes?: number }
  | { readonly type: 'retry' };
