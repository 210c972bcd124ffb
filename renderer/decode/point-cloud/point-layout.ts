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
  float32: 4,
  float64: 8,
};

/** One number per point: the one of point i starts at byte `offset + i × stride` of the block that the layout describes. */
export interface Column {
  readonly name: string;
  readonly type: ScalarType;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly stride: number;
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
  /** 32-bit 0xAARRGGBB colours (PCL's `rgb` and `rgba`), of type uint32, or uint32 values in a float64 column. */
  readonly packedColor: Column | null;
}
