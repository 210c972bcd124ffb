/** What a pane says of how its frame lies beside the others'. */
export interface SkewQuestion {
  /** As in `ViewPresentation`. */
  readonly skewMs: number | null;
  /** Zero-based, within the view. */
  readonly frameIndex: number | null;
  /** Frames of the view. */
  readonly frameCount: number;
  /** The longest view's. */
  readonly stepCount: number;
}

/**
 * How far a view's frame is off the step: `−33 ms` by time; `frame 12 of 14` where only numbers match frames and the view
 * has another number of them than the sequence has steps. Empty when there is nothing to say.
 */
export function describeSkew({ skewMs, frameIndex, frameCount, stepCount }: SkewQuestion): string {
  if (frameIndex === null) return '';
  if (skewMs === null) return frameCount === stepCount ? '' : `frame ${frameIndex + 1} of ${frameCount}`;
  return describeSkewMs(skewMs);
}

/** `−33 ms`; to the tenth below ten, and empty where that is nought. */
export function describeSkewMs(skewMs: number): string {
  const roundedMs = Math.abs(skewMs) < 10 ? Math.round(skewMs * 10) / 10 : Math.round(skewMs);
  if (roundedMs === 0) return '';
  return `${roundedMs < 0 ? '−' : '+'}${Math.abs(roundedMs)} ms`;
}
