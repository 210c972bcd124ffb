import type { DecodedFrame, FrameOutcome } from './frame.ts';
import type { FrameKey } from './frame-cache.ts';
import type { Load } from './load-queue.ts';
import type { Ticker } from './ticker.ts';
import type { ViewTrack } from './view-track.ts';

export interface PlayerOptions<Frame extends DecodedFrame> {
  readonly ticker: Ticker;
  /**
   * Reads and decodes a frame. Every failure is an outcome; the promise should not reject. `isWanted`: a picture waits for
   * it, so that it goes before what is only likely to be needed.
   */
  readonly load: (key: FrameKey, isWanted: boolean) => Load<FrameOutcome<Frame>>;
  /** For decoded frames. */
  readonly budgetBytes: number;
  readonly maxConcurrentLoads: number;
  readonly baseRateHz: number;
  readonly initialStep: number;
}

/** The views as far as they are known; given again whenever one more is resolved. */
export interface PlayerViews {
  readonly tracks: readonly ViewTrack[];
  /** More may come. They hold nothing up, but until then the end of the sequence is not certain. */
  readonly isResolving: boolean;
  /** The number of frames that the service claims; null when it claims none. Counts only while `isResolving`. */
  readonly claimedStepCount: number | null;
}
