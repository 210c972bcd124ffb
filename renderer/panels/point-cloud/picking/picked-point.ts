/** A point of the picture and all that is known of it. */
export interface PickedPoint {
  readonly sweepKey: string;
  /** Its place in the cloud's arrays; `fileIndexOf` says which point of the file it is. */
  readonly index: number;
  /** In the world, metres. */
  readonly world: readonly [number, number, number];
  /** From the sensor, metres. */
  readonly rangeM: number;
  /** Every scalar of the file, by its name there. */
  readonly fields: readonly { readonly name: string; readonly value: number }[];
  /** Of the file: red, green, blue and alpha, 0 to 255. */
  readonly color: readonly [number, number, number, number] | null;
}
