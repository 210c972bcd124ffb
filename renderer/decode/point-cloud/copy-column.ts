import { columnValue, halfToNumber } from './column-value.ts';
import type { Span } from './copy-records.ts';
import type { Column, ScalarType } from './point-layout.ts';

/** A column and where it goes: point i to `target[first + i × step]`, less `subtract`, which is taken off in float64. */
export interface ColumnCopy {
  readonly column: Column;
  readonly target: Float32Array;
  readonly first: number;
  readonly step: number;
  readonly subtract: number;
  /** Least and greatest value so far, where a copy finds them on its way. */
  readonly range?: { min: number; max: number };
}

/** The types of which float32 does not hold every value. */
export const wideTypes: ReadonlySet<ScalarType> = new Set(['int32', 'uint32', 'int64', 'uint64', 'float64']);

/** Copies a span of points of a column that is not bits of others. 64-bit integers beyond 2^53 lose their lowest bits. */
export function copyColumn(view: DataView, { column, target, first, step, subtract }: ColumnCopy, { from, to, shift }: Span): void {
  const start = first + (from + shift) * step;
  const end = first + (to + shift) * step;
  const { scale, offset } = column.scaling ?? unscaled;
  const add = offset - subtract;
  const walk = { start: column.offset + from * column.stride, stride: column.stride, first: start, step, end, scale, add };
  loops[column.type](view, walk, target);
  // What float32 holds exactly is as exact when it is scaled and taken off afterwards.
  if ((scale !== 1 || add !== 0) && !wideTypes.has(column.type)) {
    for (let i = start; i < end; i += step) target[i] = (target[i] ?? 0) * scale + add;
  }
  if (column.noData === undefined) return;
  for (let k = from; k < to; k++) if (Number.isNaN(columnValue(view, column, k))) target[first + (k + shift) * step] = Number.NaN;
}

const unscaled = { scale: 1, offset: 0 } as const;

/** A value every `stride` bytes of a block, to every `step`th place of an array. */
interface Walk {
  /** In bytes. */
  readonly start: number;
  readonly stride: number;
  /** Places of the target, `end` not among them. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** Wide values × `scale` + `add`, in float64. */
  readonly scale: number;
  readonly add: number;
}

type Loop = (view: DataView, walk: Walk, target: Float32Array) => void;

/*
 * A function per type and one type of target: a reader called per value, or all loops in one function, takes two to five
 * times as long. `DataView` costs the same as a typed array and does not care for alignment. Everything that a turn needs
 * is made a whole number of 32 bits beforehand, so that it is not looked at in every turn (V8 13.6); no block is larger.
 * The types that sensors mostly write go in fours.
 */
const loops: Readonly<Record<ScalarType, Loop>> = {
  int8: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt8(at);
  },
  uint8: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getUint8(at);
      target[(i + 1) | 0] = view.getUint8((at + stride) | 0);
      target[(i + 2) | 0] = view.getUint8((at + stride2) | 0);
      target[(i + 3) | 0] = view.getUint8((at + stride3) | 0);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint8(at);
  },
  int16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt16(at, true);
  },
  uint16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getUint16(at, true);
      target[(i + 1) | 0] = view.getUint16((at + stride) | 0, true);
      target[(i + 2) | 0] = view.getUint16((at + stride2) | 0, true);
      target[(i + 3) | 0] = view.getUint16((at + stride3) | 0, true);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint16(at, true);
  },
  int32: (view, walk, target) => {
    const { scale, add } = walk;
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getInt32(at, true) * scale + add;
  },
  uint32: (view, walk, target) => {
    const { scale, add } = walk;
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getUint32(at, true) * scale + add;
  },
  int64: (view, walk, target) => {
    const { scale, add } = walk;
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = (view.getInt32((at + 4) | 0, true) * 2 ** 32 + view.getUint32(at, true)) * scale + add;
  },
  uint64: (view, walk, target) => {
    const { scale, add } = walk;
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = (view.getUint32((at + 4) | 0, true) * 2 ** 32 + view.getUint32(at, true)) * scale + add;
  },
  float16: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = halfToNumber(view.getUint16(at, true));
  },
  float32: (view, walk, target) => {
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getFloat32(at, true);
      target[(i + 1) | 0] = view.getFloat32((at + stride) | 0, true);
      target[(i + 2) | 0] = view.getFloat32((at + stride2) | 0, true);
      target[(i + 3) | 0] = view.getFloat32((at + stride3) | 0, true);
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getFloat32(at, true);
  },
  float64: (view, walk, target) => {
    const { scale, add } = walk;
    const stride = walk.stride | 0;
    const step = walk.step | 0;
    const end = walk.end | 0;
    let at = walk.start | 0;
    let i = walk.first | 0;
    const stride2 = (2 * stride) | 0;
    const stride3 = (3 * stride) | 0;
    const stride4 = (4 * stride) | 0;
    const lastFour = step === 1 ? (end - 3) | 0 : i;
    for (; i < lastFour; i = (i + 4) | 0, at = (at + stride4) | 0) {
      target[i] = view.getFloat64(at, true) * scale + add;
      target[(i + 1) | 0] = view.getFloat64((at + stride) | 0, true) * scale + add;
      target[(i + 2) | 0] = view.getFloat64((at + stride2) | 0, true) * scale + add;
      target[(i + 3) | 0] = view.getFloat64((at + stride3) | 0, true) * scale + add;
    }
    for (; i < end; i = (i + step) | 0, at = (at + stride) | 0) target[i] = view.getFloat64(at, true) * scale + add;
  },
};
