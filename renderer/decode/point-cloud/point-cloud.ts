import type { Pose } from '../../../preload/contract/model.ts';
import type { ScalarType } from './point-layout.ts';

/** One scalar per point, under the name that the file gives it. A point's value is `values[i] + offset`. */
export interface PointField {
  readonly name: string;
  /** What the file keeps it as. */
  readonly type: ScalarType;
  readonly values: Float32Array;
  /** Zero, except for values too large for float32, such as timestamps: taken off in float64 before the cut. */
  readonly offset: number;
  /** Of the values themselves, `offset` included, over finite ones; both NaN when there is none. */
  readonly min: number;
  readonly max: number;
}

/** An attribute of the file, by its own name and type, and what became of it. */
export interface PointAttribute {
  readonly name: string;
  readonly type: ScalarType;
  /** `position` and `color` attributes are in the arrays of that name alone; every other is a field. */
  readonly role: 'position' | 'color' | 'field';
}

/**
 * A point cloud as the panels take it. Positions are relative to `origin`, subtracted in float64 before the cut to
 * float32, so that UTM coordinates keep their millimetres.
 */
export interface PointCloud {
  readonly format: 'pcd' | 'ply' | 'bin' | 'npy' | 'las' | 'laz';
  readonly pointCount: number;
  /** Points of the file without a finite position, which are in none of the arrays. */
  readonly leftOutCount: number;
  /**
   * The order of the points: point k of all arrays is the file's kept point `(k × spread) % pointCount`. The readers give
   * the file's order, 1; `spreadPoints` mixes them, so that the first points are an even sample of all.
   */
  readonly spread: number;
  /** x, y, z in metres, Z up, interleaved; length 3 × `pointCount`. Points with a non-finite coordinate are left out. */
  readonly positions: Float32Array;
  readonly origin: readonly [number, number, number];
  /** The file's own colours: sRGB and alpha, 0 to 255, interleaved; length 4 × `pointCount`. Alpha is 255 unless the file has one. */
  readonly colors: Uint8Array | null;
  /** Everything that the file says of each point, in its order. */
  readonly attributes: readonly PointAttribute[];
  readonly fields: readonly PointField[];
  /** Of `positions`, relative to `origin`; zeros for an empty cloud. */
  readonly bounds: { readonly min: readonly [number, number, number]; readonly max: readonly [number, number, number] };
  /** Where the sensor was, when the file says so. The positions are as the file has them: it is not applied. */
  readonly viewpoint: Pose | null;
  /** What a reader should know about the file, in sentences: points left out, columns guessed. */
  readonly warnings: readonly string[];
  /** Of all typed arrays together. */
  readonly byteLength: number;
}

/** A field before it is measured. */
export interface UnmeasuredField extends Omit<PointField, 'min' | 'max'> {
  /** Of all its values, where they are known to be finite and their ends are known; both infinite when there is none. */
  readonly range?: { readonly min: number; readonly max: number } | undefined;
}

/**
 * A cloud as the readers of the formats give it: all points of the file in its order, whether their positions are finite
 * or not, and nothing measured yet; see `measureCloud`.
 */
export interface UnmeasuredCloud extends Omit<PointCloud, 'bounds' | 'fields' | 'byteLength'> {
  readonly fields: readonly UnmeasuredField[];
}
