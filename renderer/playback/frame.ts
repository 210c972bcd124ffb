/** A decoded frame: whoever holds it last must `close` it, exactly once. */
export interface DecodedFrame {
  /** Memory it holds while open, in bytes; the cache's budget counts this. */
  readonly byteLength: number;
  close(): void;
}

/**
 * What one view has to show at one step. `missing`: the view has no frame there (shorter view, unfetchable media);
 * `failed`: it has one that could not be read or decoded. `reason` is a sentence for people.
 */
export type FrameOutcome<Frame extends DecodedFrame> =
  | { state: 'ready'; frame: Frame }
  | { state: 'failed'; reason: string }
  | { state: 'missing'; reason: string };

/** One view's part of a step. */
export interface ViewPresentation<Frame extends DecodedFrame> {
  /** Zero-based, within the view; null where the view has none. */
  frameIndex: number | null;
  /** Time of the view's frame minus time of the step: 0 when exact, null where either has no timestamp. */
  skewMs: number | null;
  outcome: FrameOutcome<Frame>;
}

/**
 * A panel, seen from the player: draws what it is given, at once, and keeps no frame beyond the next call.
 * The player calls all panels of one step in the same task, so that no two steps are ever on screen together.
 */
export interface FramePanel<Frame extends DecodedFrame> {
  present(presentation: ViewPresentation<Frame>): void;
  /** The picture stays, because it is the view's frame at another step too: only how far off it is has changed. */
  setSkew?(skewMs: number | null): void;
  /** The step that was asked for is not there yet; the last picture stays up. */
  setLoading(isLoading: boolean): void;
}
