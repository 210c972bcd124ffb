import type { Pose } from '../../../preload/contract/model.ts';

/** One scalar per point, under the name that the file gives it. A point's value is `values[i] + offset`. */
export interface PointField {
  readonly name: string;
  readonly values: Float32Array;
  /** Zero, except for values too large for float32, such as timestamps: taken off in float64 before the cut. */
  readonly offset: number;
  /** Of the values themselves, `offset` included, over finite ones; both NaN when there is none. */
  readonly min: number;
  readonly max: number;
}

/**
 * A point cloud as the panels take it. Positions are relative to `origin`, subtracted in float64 before the cut to
 * float32, so that UTM coordinates keep their millimetres.
 */
export interface PointCloud {
  readonly format: 'pcd' | 'bin';
  readonly pointCount: number;
  /** x, y, z in metres, Z up, interleaved; length 3 × `pointCount`. Points with a non-finite coordinate are left out. */
  readonly positions: Float32Array;
  readonly origin: readonly [number, number, number];
  /** Colours are three fields `r`, `g`, `b` of 0 to 255. */
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
