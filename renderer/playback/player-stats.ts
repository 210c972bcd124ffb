/** Figures of the player at one moment, for people who look into how it does: pulled, never pushed. */
export interface PlayerStats {
  /** Steps shown within the last second. */
  readonly shownFps: number;
  /** Steps a second that playing asks for; 0 while nothing plays. */
  readonly wantedFps: number;
  /** As in `PlayerState`. */
  readonly droppedFrames: number;
  readonly loadsUnderWay: number;
  /** Frames of the picture that is waited for, whose loads have not begun. */
  readonly loadsWaiting: number;
  readonly cacheBytes: number;
  /** For frames, without what is reserved. */
  readonly budgetBytes: number;
  /** What decoders may hold besides. */
  readonly reservedBytes: number;
  /** From the newest command that moved the playhead to its picture, in milliseconds; null before the first. */
  readonly lastSeekMs: number | null;
  readonly views: readonly ViewStats[];
}

export interface ViewStats {
  readonly key: string;
  /** New pictures of the view within the last second. */
  readonly shownFps: number;
  readonly loadsUnderWay: number;
  /** Decoded frames held in memory, and their bytes. */
  readonly cachedFrames: number;
  readonly cachedBytes: number;
  /** From the start of the load that arrived last to its frame: reading and decoding; null before the first. */
  readonly lastDecodeMs: number | null;
}
