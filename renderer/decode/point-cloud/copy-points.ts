import { columnSample, medianOf } from './column-value.ts';
import { bitCopies } from './copy-bits.ts';
import { copyColumn } from './copy-column.ts';
import type { ColumnCopy } from './copy-column.ts';
import { copyQuads, copyRecords, copyScaled, copyTriples } from './copy-records.ts';
import type { Span, Vector } from './copy-records.ts';
import type { Column, PointLayout, ScalarType } from './point-layout.ts';

/** Up to this distance from zero, in metres, float32 is exact to a quarter of a millimetre and no origin is needed. */
const farFromZeroM = 4_096;
/** Origins are whole multiples of this, in metres, so that the sweeps of one drive mostly share theirs. */
const originStepM = 1_000;

/** Zero for sweeps around the sensor; for geographic ones near the median of a block's `count` points, which strays cannot move. */
export function chooseOrigin(view: DataView, { x, y, z }: PointLayout, count: number): Vector {
  const [ox = 0, oy = 0, oz = 0] = [x, y, z].map((column) => {
    const median = medianOf(columnSample(view, column, count));
    return Math.abs(median) > farFromZeroM ? Math.round(median / originStepM) * originStepM : 0;
  });
  return [ox, oy, oz];
}

/** Copies a span of points. */
export type PointsCopy = (view: DataView, span: Span) => void;

/**
 * The ways to copy a layout's coordinates, less the origin, into `positions` (x, y, z, interleaved), and its other columns
 * as `fields` say. What LiDAR drivers write, three float32 and an intensity, perhaps with a time and a ring, goes in one
 * pass: a pass for each column would look at all the file's bytes so many times. So do the coordinates of LAS.
 */
export function pointCopies(layout: PointLayout, positions: Float32Array, origin: Vector, fields: readonly ColumnCopy[]): readonly PointsCopy[] {
  const wholes = fields.filter(({ column }) => column.bits === undefined);
  return [...wholeCopies(layout, positions, origin, wholes), ...bitCopies(fields)];
}

function wholeCopies(layout: PointLayout, positions: Float32Array, origin: Vector, fields: readonly ColumnCopy[]): readonly PointsCopy[] {
  const columns = [layout.x, layout.y, layout.z];
  const isBeside = ({ type, stride, noData }: Column, wanted: ScalarType) => type === wanted && stride === layout.x.stride && noData === undefined;
  if (columns.every((column) => isBeside(column, 'int32'))) {
    return [(view, span) => copyScaled(view, layout, positions, origin, span), ...fields.map(ofColumn)];
  }
  if (!columns.every((column) => isBeside(column, 'float32') && column.scaling === undefined) || origin.some((coordinate) => coordinate !== 0)) {
    const coordinates = columns.map((column, axis) => ({ column, target: positions, first: axis, step: 3, subtract: origin[axis] ?? 0 }));
    return [...coordinates, ...fields].map(ofColumn);
  }
  const words = new Int32Array(positions.buffer);
  const [intensity, time, ring] = (['float32', 'float64', 'uint16'] as const).map((type) =>
    fields.find(({ column }) => isBeside(column, type) && column.scaling === undefined),
  );
  const others = (...done: readonly ColumnCopy[]) => fields.filter((copy) => !done.includes(copy)).map(ofColumn);
  if (intensity === undefined) return [(view, span) => copyTriples(view, layout, words, span), ...others()];
  if (time === undefined || ring === undefined) return [(view, span) => copyQuads(view, layout, words, intensity, span), ...others(intensity)];
  const record = { intensity, time, ring };
  return [(view, span) => copyRecords(view, layout, words, record, span), ...others(intensity, time, ring)];
}

function ofColumn(copy: ColumnCopy): PointsCopy {
  return (view, span) => copyColumn(view, copy, span);
}
