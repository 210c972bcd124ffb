import type { ColumnCopy } from './copy-column.ts';
import type { PointLayout } from './point-layout.ts';

export type Vector = readonly [number, number, number];

/** The points `from` to `to` of a block, and how many points came before the block. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

/*
 * Loops over coordinates that lie together, float32 ones being moved by their bits; why they are written as they are is
 * said at the loops of `copyColumn`.
 */

/** Where the loops start and how they go on, as whole numbers of 32 bits. */
function walkOf({ x, y, z }: PointLayout, { from, to, shift }: Span) {
  return {
    stride: x.stride | 0,
    yFromX: (y.offset - x.offset) | 0,
    zFromX: (z.offset - x.offset) | 0,
    start: (x.offset + from * x.stride) | 0,
    first: (from + shift) | 0,
    end: (to + shift) | 0,
  };
}

/** Copies x, y, z. */
export function copyTriples(view: DataView, layout: PointLayout, positions: Int32Array, span: Span): void {
  const { stride, yFromX, zFromX, start, first, end } = walkOf(layout, span);
  let at = start;
  for (let k = first, i = (3 * first) | 0; k < end; k = (k + 1) | 0, i = (i + 3) | 0) {
    positions[i] = view.getInt32(at, true);
    positions[(i + 1) | 0] = view.getInt32((at + yFromX) | 0, true);
    positions[(i + 2) | 0] = view.getInt32((at + zFromX) | 0, true);
    at = (at + stride) | 0;
  }
}

/** Copies x, y, z and a float32 field of the same stride. */
export function copyQuads(view: DataView, layout: PointLayout, positions: Int32Array, { column, target }: ColumnCopy, span: Span): void {
  const { stride, yFromX, zFromX, start, first, end } = walkOf(layout, span);
  const fieldFromX = (column.offset - layout.x.offset) | 0;
  let at = start;
  for (let k = first, i = (3 * first) | 0; k < end; k = (k + 1) | 0, i = (i + 3) | 0) {
    positions[i] = view.getInt32(at, true);
    positions[(i + 1) | 0] = view.getInt32((at + yFromX) | 0, true);
    positions[(i + 2) | 0] = view.getInt32((at + zFromX) | 0, true);
    target[k] = view.getFloat32((at + fieldFromX) | 0, true);
    at = (at + stride) | 0;
  }
}

/** Copies x, y, z, a float32, a float64 and a uint16 of the same stride: the record of Hesai's and RoboSense's drivers. */
export function copyRecords(
  view: DataView,
  layout: PointLayout,
  positions: Int32Array,
  { intensity, time, ring }: Readonly<Record<'intensity' | 'time' | 'ring', ColumnCopy>>,
  span: Span,
): void {
  const { stride, yFromX, zFromX, start, first, end } = walkOf(layout, span);
  const intensityFromX = (intensity.column.offset - layout.x.offset) | 0;
  const timeFromX = (time.column.offset - layout.x.offset) | 0;
  const ringFromX = (ring.column.offset - layout.x.offset) | 0;
  const [intensities, times, rings] = [intensity.target, time.target, ring.target];
  const addToTime = -time.subtract;
  let at = start;
  for (let k = first, i = (3 * first) | 0; k < end; k = (k + 1) | 0, i = (i + 3) | 0) {
    positions[i] = view.getInt32(at, true);
    positions[(i + 1) | 0] = view.getInt32((at + yFromX) | 0, true);
    positions[(i + 2) | 0] = view.getInt32((at + zFromX) | 0, true);
    intensities[k] = view.getFloat32((at + intensityFromX) | 0, true);
    times[k] = view.getFloat64((at + timeFromX) | 0, true) + addToTime;
    rings[k] = view.getUint16((at + ringFromX) | 0, true);
    at = (at + stride) | 0;
  }
}

/** Copies x, y, z that are int32 of the same stride, scaled and less `origin`: the record of LAS. */
export function copyScaled(view: DataView, layout: PointLayout, positions: Float32Array, origin: Vector, span: Span): void {
  const { stride, yFromX, zFromX, start, first, end } = walkOf(layout, span);
  const [scaleX, scaleY, scaleZ] = [layout.x.scaling?.scale ?? 1, layout.y.scaling?.scale ?? 1, layout.z.scaling?.scale ?? 1];
  const addX = (layout.x.scaling?.offset ?? 0) - origin[0];
  const addY = (layout.y.scaling?.offset ?? 0) - origin[1];
  const addZ = (layout.z.scaling?.offset ?? 0) - origin[2];
  let at = start;
  for (let k = first, i = (3 * first) | 0; k < end; k = (k + 1) | 0, i = (i + 3) | 0) {
    positions[i] = view.getInt32(at, true) * scaleX + addX;
    positions[(i + 1) | 0] = view.getInt32((at + yFromX) | 0, true) * scaleY + addY;
    positions[(i + 2) | 0] = view.getInt32((at + zFromX) | 0, true) * scaleZ + addZ;
    at = (at + stride) | 0;
  }
}
