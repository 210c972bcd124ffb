import type { PointField } from './point-cloud.ts';
import type { Column, PointLayout, ScalarType } from './point-layout.ts';
import { everySlot, readColumn, readValue } from './read-column.ts';

/** What float32 may cut: integers beyond 2^24, and the fractions of large float64. */
const wideTypes: ReadonlySet<ScalarType> = new Set(['int32', 'uint32', 'int64', 'uint64', 'float64']);
const exactInFloat32 = 2 ** 24;
/** A float64 column this many times farther from zero than it is wide, such as seconds of a clock, is worth an offset. */
const farForItsWidth = 16;

/** Points that are read of every column in turn, so that interleaved ones are fetched from memory once and not once a column. */
const tileCount = 8_192;

/** Reads everything that is neither coordinate nor colour, for the points listed in `kept` (null: all). */
export function readFields(view: DataView, layout: PointLayout, kept: Uint32Array | null): PointField[] {
  const read = layout.scalars.map((column) => ({ column, all: new Float32Array(layout.pointCount) }));
  for (let start = 0; start < layout.pointCount; start += tileCount) {
    for (const { column, all } of read) {
      const tile = { ...column, offset: column.offset + start * column.stride };
      readColumn(view, tile, all.subarray(start, start + tileCount), everySlot, 0);
    }
  }
  return read.map(({ column, all }) => finishField(view, column, all, kept));
}

/** Reads `all` anew, less an offset, where float32 has cut the values. */
function finishField(view: DataView, column: Column, all: Float32Array, kept: Uint32Array | null): PointField {
  const named = { name: column.name, type: column.fileType ?? column.type };
  const range = finiteRange(all);
  const offset = needsOffset(column.scaling === undefined ? column.type : 'float64', range) ? firstFinite(view, column, all) : 0;
  // Nearly every column of nearly every file ends here, and its range is not searched for twice.
  if (offset === 0 && kept === null) return { ...named, values: all, offset, ...range };
  if (offset !== 0) readColumn(view, column, all, everySlot, offset);
  const values = kept === null ? all : gather(all, kept);
  const { min, max } = finiteRange(values);
  return { ...named, values, offset, min: min + offset, max: max + offset };
}

function needsOffset(type: ScalarType, { min, max }: Range): boolean {
  if (!wideTypes.has(type)) return false;
  const farthest = Math.max(Math.abs(min), Math.abs(max));
  return farthest > exactInFloat32 || (type === 'float64' && farthest > farForItsWidth * (max - min));
}

function gather(values: Float32Array, kept: Uint32Array): Float32Array {
  const gathered = new Float32Array(kept.length);
  for (let i = 0; i < kept.length; i++) gathered[i] = values[kept[i] ?? 0] ?? 0;
  return gathered;
}

/** In full precision; `values` are the column's, cut to float32. */
function firstFinite(view: DataView, column: Column, values: Float32Array): number {
  const index = values.findIndex(Number.isFinite);
  return index === -1 ? 0 : readValue(view, column, index);
}

/** Over finite values; both NaN when there is none. */
interface Range {
  readonly min: number;
  readonly max: number;
}

function finiteRange(values: Float32Array): Range {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (value < min && value !== -Infinity) min = value;
    if (value > max && value !== Infinity) max = value;
  }
  return min <= max ? { min, max } : { min: Number.NaN, max: Number.NaN };
}
