/** From `min` to `max`, both included. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** A box that stands on the ground: metres in the world, turned about the vertical. */
export interface CropBox {
  readonly center: readonly [number, number, number];
  /** Length along x, width along y, height along z, before it is turned. */
  readonly dimensions: readonly [number, number, number];
  readonly yawRad: number;
}

/** Which points are drawn and can be picked. A point that lacks the attribute in question passes. */
export interface PointFilters {
  /** z in the world, metres. */
  readonly heightM: ValueRange | null;
  /** Distance from the sensor, metres. */
  readonly rangeM: ValueRange | null;
  /** In the file's own terms. */
  readonly intensity: ValueRange | null;
  /** By class id, 0 to 65,535. */
  readonly hiddenClasses: ReadonlySet<number>;
  /** Only what is inside is drawn. */
  readonly cropBox: CropBox | null;
}

/** Every point passes. */
export const noFilters: PointFilters = { heightM: null, rangeM: null, intensity: null, hiddenClasses: new Set(), cropBox: null };
