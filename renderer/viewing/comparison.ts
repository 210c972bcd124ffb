/** One of the two pictures of a comparison. */
export interface CompareSide {
  readonly viewKey: string;
  /** The frame at which it stands still; null to follow the playhead. */
  readonly frozenFrame: number | null;
}

/**
 * - `wipe`: A on one side of a line, B on the other;
 * - `difference`: the distance between the two per channel, times a gain;
 * - `blend`: B over A with an opacity;
 * - `flip`: B alone, A while it is asked for.
 */
export type CompareMode = 'wipe' | 'difference' | 'blend' | 'flip';

/** The line of a wipe. */
export interface WipeLine {
  /** A point on it, from the top left corner of the area, in parts of its size. */
  readonly x: number;
  readonly y: number;
  /** Degrees clockwise from upright, above -180 and up to 180. At 0, A is on the left; at 90, above. */
  readonly angleDegrees: number;
}

/** Two pictures held against each other. */
export interface Comparison {
  readonly a: CompareSide;
  readonly b: CompareSide;
  readonly mode: CompareMode;
  readonly wipe: WipeLine;
  /** The difference is multiplied by two to this power: from 0 (1×) to 6 (64×). */
  readonly gainPower: number;
  /** Of B over A, 0 to 1. */
  readonly opacity: number;
  /** A alone, whatever the mode. */
  readonly isShowingA: boolean;
}

/** How a comparison begins; the modes' parameters are kept while modes change. */
export const initialParameters: Omit<Comparison, 'a' | 'b'> = {
  mode: 'wipe',
  wipe: { x: 0.5, y: 0.5, angleDegrees: 0 },
  gainPower: 2,
  opacity: 0.5,
  isShowingA: false,
};

export const largestGainPower = 6;
