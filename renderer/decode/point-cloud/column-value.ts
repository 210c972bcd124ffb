import type { Column, ScalarType } from './point-layout.ts';

const twoTo32 = 4_294_967_296;

/** One value of a column in full precision, e.g. to look at a few points before all are read. */
export function columnValue(view: DataView, column: Column, index: number): number {
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
  int64: (view, at) => view.getInt32(at + 4, true) * twoTo32 + view.getUint32(at, true),
  uint64: (view, at) => view.getUint32(at + 4, true) * twoTo32 + view.getUint32(at, true),
  float16: (view, at) => halfToNumber(view.getUint16(at, true)),
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
};

/** The number that 16 bits mean as an IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const sampleCount = 31;

/** Finite values of a column at even distances, sorted: enough to see where it lies before all of it is read. */
export function columnSample(view: DataView, column: Column, pointCount: number): Float64Array {
  const count = Math.min(sampleCount, pointCount);
  const sample = new Float64Array(count);
  let finiteCount = 0;
  for (let k = 0; k < count; k++) {
    const value = columnValue(view, column, Math.floor((k * pointCount) / count));
    if (Number.isFinite(value)) sample[finiteCount++] = value;
  }
  return sample.subarray(0, finiteCount).sort();
}

/** Of a sorted sample, the lower of two in the middle; 0 for an empty one. Stray values do not move it. */
export function medianOf(sample: Float64Array): number {
  return sample[(sample.length - 1) >> 1] ?? 0;
}
