import type { DecodedFrame, FrameOutcome } from './frame.ts';

/** Where a frame is: decoded in memory, tried and failed, not to be had, on its way, or none of these. */
export type FrameState = 'memory' | 'failed' | 'missing' | 'loading' | 'absent';

/** A frame that stays in memory until it is released, wherever the playhead goes. */
export interface FrozenFrame<Frame extends DecodedFrame> {
  /** The frame, if it is in memory now; null before `ready`. */
  readonly frame: Frame | null;
  /** Settles when the frame is there, or cannot be, or was released before. Never rejects. */
  readonly ready: Promise<FrameOutcome<Frame>>;
  /** The frame must not be drawn from any more. Again: without effect. */
  readonly release: () => void;
}
