import type { Column, ScalarType } from './point-layout.ts';

const twoTo32 = 4_294_967_296;

type Bits = NonNullable<Column['bits']>;

/** Multiplying costs nothing here, as the loops wait for memory: one set of loops reads plain columns and scaled ones. */
const unscaled = { scale: 1, offset: 0 } as const;

/** The places of an array that a column goes to: `start`, `start + step` and so on to the array's end. */
export interface Slots {
  readonly start: number;
  readonly step: number;
}

/** Every place, in order. */
export const everySlot: Slots = { start: 0, step: 1 };

/**
 * Reads a column from its first point on into the `slots` of `target`, each value less `subtract`, which is taken off in
 * float64 before the value is cut to float32. 64-bit integers beyond 2^53 lose their lowest bits.
 *
 * One loop per type, and one type of target: a reader function called per value, or a second kind of array, would make
 * every loop here several times slower.
 */
export function readColumn(view: DataView, column: Column, target: Float32Array, slots: Slots, subtract: number): void {
  if (column.bits !== undefined) return readBits(view, column, column.bits, target, slots, subtract);
  const { stride } = column;
  const { start, step } = slots;
  const { scale, offset } = column.scaling ?? unscaled;
  const add = offset - subtract;
  const end = target.length;
  let at = column.offset;
  switch (column.type) {
    case 'int8':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getInt8(at) * scale + add;
      break;
    case 'uint8':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getUint8(at) * scale + add;
      break;
    case 'int16':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getInt16(at, true) * scale + add;
      break;
    case 'uint16':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getUint16(at, true) * scale + add;
      break;
    case 'int32':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getInt32(at, true) * scale + add;
      break;
    case 'uint32':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getUint32(at, true) * scale + add;
      break;
    case 'int64':
      for (let i = start; i < end; i += step, at += stride) {
        target[i] = (view.getInt32(at + 4, true) * twoTo32 + view.getUint32(at, true)) * scale + add;
      }
      break;
    case 'uint64':
      for (let i = start; i < end; i += step, at += stride) {
        target[i] = (view.getUint32(at + 4, true) * twoTo32 + view.getUint32(at, true)) * scale + add;
      }
      break;
    case 'float32':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getFloat32(at, true) * scale + add;
      break;
    case 'float64':
      for (let i = start; i < end; i += step, at += stride) target[i] = view.getFloat64(at, true) * scale + add;
      break;
  }
  if (column.noData !== undefined) eraseNoData(view, column, column.noData, target, slots);
}

function readBits(view: DataView, column: Column, { shift, width }: Bits, target: Float32Array, { start, step }: Slots, subtract: number): void {
  const mask = (1 << width) - 1;
  const { stride } = column;
  for (let i = start, at = column.offset; i < target.length; i += step, at += stride) target[i] = ((view.getUint8(at) >>> shift) & mask) - subtract;
}

/** A pass of its own, for the few columns that need it. */
function eraseNoData(view: DataView, column: Column, noData: number, target: Float32Array, { start, step }: Slots): void {
  const read = valueReaders[column.type];
  for (let i = start, at = column.offset; i < target.length; i += step, at += column.stride) {
    if (read(view, at) === noData) target[i] = Number.NaN;
  }
}

/** One value of a column in full precision, e.g. to look at a few points before all are read. */
export function readValue(view: DataView, column: Column, index: number): number {
  const raw = valueReaders[column.type](view, column.offset + column.stride * index);
  if (column.bits !== undefined) return (raw >>> column.bits.shift) & ((1 << column.bits.width) - 1);
  if (raw === column.noData) return Number.NaN;
  return column.scaling === undefined ? raw : raw * column.scaling.scale + column.scaling.offset;
}

const valueReaders: Readonly<Record<ScalarType, (view: DataView, at: number) => number>> = {
  int8: (view, at) => view.getInt8(at),
  uint8: (view, at) => view.getUint8(at),
  int16: (view, at) => view.getInt16(at, true),
  uint16: (view, at) => view.getUint16(at, true),
  int32: (view, at) => view.getInt32(at, true),
  uint32: (view, at) => view.getUint32(at, true),
  int64: (view, at) => Number(view.getBigInt64(at, true)),
  uint64: (view, at) => Number(view.getBigUint64(at, true)),
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
};
