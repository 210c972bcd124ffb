import { rawValue } from './column-value.ts';
import { copyLoops } from './copy-loops.ts';
import type { Walk } from './copy-loops.ts';
import type { Span } from './copy-records.ts';
import type { Column, ScalarType } from './point-layout.ts';

/** A column and where it goes: point i to `target[first + i × step]`, less `subtract`, which is taken off in float64. */
export interface ColumnCopy {
  readonly column: Column;
  readonly target: Float32Array;
  readonly first: number;
  readonly step: number;
  readonly subtract: number;
}

/** The types of which float32 does not hold every value. */
const wideTypes: ReadonlySet<ScalarType> = new Set(['int32', 'uint32', 'int64', 'uint64', 'float64']);

/** Whether float32 does not hold every value of a column. */
export const isWide = ({ type, scaling }: Column) => wideTypes.has(type) || scaling !== undefined;

/** Copies a span of points. 64-bit integers beyond 2^53 lose their lowest bits. */
export function copyColumn(view: DataView, { column, target, first, step, subtract }: ColumnCopy, { from, to, shift }: Span): void {
  const { stride, type, bits, scaling, noData } = column;
  const walk = { start: column.offset + from * stride, stride, first: first + (from + shift) * step, step, end: first + (to + shift) * step };
  const scale = scaling?.scale ?? 1;
  const add = scaling === undefined ? -subtract : scaling.offset - subtract;
  if (bits === undefined) copyLoops[type](view, walk, target, scale, add);
  else copyBits(view, walk, target, bits);
  // What float32 holds exactly is as exact when it is scaled and moved afterwards.
  if (!wideTypes.has(type) && (scale !== 1 || add !== 0)) {
    for (let i = walk.first; i < walk.end; i += step) target[i] = (target[i] ?? 0) * scale + add;
  }
  if (noData !== undefined) eraseNoData(view, type, walk, target, noData);
}

/** Of a uint8. */
function copyBits(view: DataView, walk: Walk, target: Float32Array, { shift, width }: NonNullable<Column['bits']>): void {
  const stride = walk.stride | 0;
  const step = walk.step | 0;
  const end = walk.end | 0;
  const mask = ((1 << width) - 1) | 0;
  for (let i = walk.first | 0, at = walk.start | 0; i < end; i = (i + step) | 0, at = (at + stride) | 0) {
    target[i] = (view.getUint8(at) >>> shift) & mask;
  }
}

/** A pass of its own, for the few columns that need it. */
function eraseNoData(view: DataView, type: ScalarType, { start, stride, first, step, end }: Walk, target: Float32Array, noData: number): void {
  for (let i = first, at = start; i < end; i += step, at += stride) {
    if (rawValue(view, type, at) === noData) target[i] = Number.NaN;
  }
}
