import type { PointAttribute } from './point-cloud.ts';

/** How one number lies in memory, little-endian. */
export type ScalarType =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64';

/** Size of a scalar in bytes. */
export const scalarSize: Readonly<Record<ScalarType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
};

/** One number per point: the one of point i starts at byte `offset + i × stride` of the block that the layout describes. */
export interface Column {
  readonly name: string;
  readonly type: ScalarType;
  /** What the file keeps it as, where the block that is read is not the file itself, as with text. */
  readonly fileType?: ScalarType;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly stride: number;
  /** The bits of a uint8 that hold the number, where they are not all of it: `width` of them above the lowest `shift`. */
  readonly bits?: { readonly shift: number; readonly width: number };
  /** The number is what lies in memory × `scale` + `offset`, computed in float64. */
  readonly scaling?: { readonly scale: number; readonly offset: number };
  /** What lies in memory where there is no number, which becomes NaN. */
  readonly noData?: number;
}

/**
 * Where the points lie in a block of bytes. Interleaved and planar formats, and text once it is parsed, all come down to
 * this, so that one set of loops reads every format. A layout is only made by a reader that has checked that every
 * column's last value ends within the block.
 */
export interface PointLayout {
  readonly pointCount: number;
  readonly x: Column;
  readonly y: Column;
  readonly z: Column;
  /** Everything else that is one scalar per point. */
  readonly scalars: readonly Column[];
  readonly color: ColorLayout | null;
  /** All of the above as the file lists them. */
  readonly attributes: readonly PointAttribute[];
}

/** Where a colour lies. */
export type ColorLayout =
  /** PCL's `rgb` and `rgba`: 32 bits, 0xAARRGGBB, in a uint32 column or as uint32 values in a float64 one. */
  | { readonly kind: 'packed'; readonly column: Column; readonly hasAlpha: boolean }
  /** A column for each channel, of values from 0 to `full`; whether sRGB or not, files do not say. */
  | { readonly kind: 'channels'; readonly channels: readonly [Column, Column, Column, Column?]; readonly full: number }
  /** The constant term of spherical harmonics, as Gaussian splats have it for each channel; the columns are fields as well. */
  | { readonly kind: 'harmonics'; readonly channels: readonly [Column, Column, Column] };
