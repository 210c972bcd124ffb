/** What a click on the points does: nothing of its own, read a point, or set a corner of a measure. */
export const sceneTools = ['none', 'pick', 'distance', 'height', 'angle'] as const;
export type SceneTool = (typeof sceneTools)[number];

/** A field's value of one point. */
export interface FieldReading {
  readonly name: string;
  /** In full float64, offset included. */
  readonly value: number;
  readonly unit: string | null;
  /** What the value stands for where the format says, e.g. a class's name. */
  readonly meaning: string | null;
}

/** All that is known of one point: what a readout says, and what is copied. */
export interface PointReading {
  /** The view that the sweep belongs to. */
  readonly viewKey: string;
  /** Zero-based, within the view; null for a sweep that is no frame of any. */
  readonly frameIndex: number | null;
  /** Of the file's points that have a position, zero-based; null for a sweep of which no more than its points is at hand. */
  readonly fileIndex: number | null;
  /** Metres, as the file has them. */
  readonly inPoints: readonly [number, number, number];
  /** Metres; null where the sweep's place in the world is not known. */
  readonly inWorld: readonly [number, number, number] | null;
  /** From the sensor. */
  readonly rangeM: number;
  readonly fields: readonly FieldReading[];
  /** Of the file: red, green and blue, 0 to 255; null where it has none. */
  readonly color: readonly [number, number, number] | null;
}

/** A second sweep to set beside the one shown: none, in a picture of its own, or as what differs from it. */
export type SecondSweepMode = 'off' | 'side-by-side' | 'difference';

export interface SecondSweep {
  readonly mode: SecondSweepMode;
  /** Frames from the one shown to the other; negative: an earlier one. Never 0. */
  readonly frameOffset: number;
  /** Points that have none of the other sweep so near count as different. */
  readonly distanceM: number;
}
