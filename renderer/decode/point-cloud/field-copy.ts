import { columnSample, medianOf } from './column-value.ts';
import { wideTypes } from './copy-column.ts';
import type { ColumnCopy } from './copy-column.ts';
import type { Column } from './point-layout.ts';

const exactInFloat32 = 2 ** 24;
/** Values this many times farther from zero than they lie apart, such as the seconds of a clock, are worth an offset. */
const farForTheirWidth = 16;

/**
 * How to copy a column that becomes a field of `pointCount` values: less an offset where float32 would lose what tells
 * those of a block's `count` points apart.
 */
export function fieldCopy(view: DataView, column: Column, count: number, pointCount: number): ColumnCopy {
  const isWide = wideTypes.has(column.type) || column.scaling !== undefined;
  const subtract = isWide ? chooseOffset(columnSample(view, column, count)) : 0;
  const copy = { column, target: new Float32Array(pointCount), first: 0, step: 1, subtract };
  return column.bits === undefined ? copy : { ...copy, range: { min: Infinity, max: -Infinity } };
}

function chooseOffset(sample: Float64Array): number {
  if (sample.every((value) => Math.fround(value) === value)) return 0;
  const median = medianOf(sample);
  const [min = 0, max = 0] = [sample[0], sample.at(-1)];
  const farthest = Math.max(Math.abs(min), Math.abs(max));
  return Math.abs(median) > exactInFloat32 || farthest > farForTheirWidth * (max - min) ? median : 0;
}
