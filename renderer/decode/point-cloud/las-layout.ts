import type { LasExtraBytes } from './las-extra-bytes.ts';
import type { LasHeader } from './las-header.ts';
import { lasPointFormat } from './las-point-format.ts';
import type { PointAttribute } from './point-cloud.ts';
import type { ColorLayout, Column, PointLayout, ScalarType } from './point-layout.ts';

const axes = ['x', 'y', 'z'] as const;
const channels = ['red', 'green', 'blue'] as const;

/** A layout of point records, and what there is to say of it. */
export interface LasLayout {
  readonly layout: PointLayout;
  readonly warnings: readonly string[];
}

const smallColorWarning = 'The colours are of 0 to 255, where LAS has 0 to 65,535; they were taken for 8 bits.';
const noColorWarning = 'All colours are black (0), as in files that never had any; they are not shown.';
const waveWarning = 'The points have wave packets, which are not read; everything else of them is.';

/** Says where the points lie whose records begin at byte `start` of `view`, which must hold all of them. */
export function layOutLas(view: DataView, start: number, header: LasHeader, extra: LasExtraBytes): LasLayout {
  const { recordLength: stride, pointCount } = header;
  const format = lasPointFormat(header.pointFormat);
  const place = (column: Omit<Column, 'stride'>): Column => ({ ...column, offset: start + column.offset, stride });
  const coordinate = (axis: 0 | 1 | 2) =>
    place({ name: axes[axis], type: 'int32', offset: 4 * axis, scaling: { scale: header.scale[axis], offset: header.offset[axis] } });
  const { color, warnings } = layOutColor(view, pointCount, stride, format.colorOffset === null ? null : start + format.colorOffset);
  const scalars = [...format.scalars, ...extra.columns].map(place);
  const attribute = (role: PointAttribute['role'], type: ScalarType) => (name: string) => ({ name, type, role });
  return {
    layout: {
      pointCount,
      x: coordinate(0),
      y: coordinate(1),
      z: coordinate(2),
      scalars,
      color,
      attributes: [
        ...axes.map(attribute('position', 'int32')),
        ...scalars.map(({ name, type }) => attribute('field', type)(name)),
        ...(format.colorOffset === null ? [] : channels.map(attribute('color', 'uint16'))),
      ],
    },
    warnings: [...warnings, ...(format.hasWavePackets ? [waveWarning] : [])],
  };
}

/**
 * Colours have 16 bits, made of 8 by multiplying with 256 as the specification says, so that the upper byte is the
 * colour; some writers leave it in the lower byte, and then no upper one is set.
 */
function layOutColor(view: DataView, pointCount: number, stride: number, offset: number | null): { color: ColorLayout | null; warnings: string[] } {
  if (offset === null || pointCount === 0) return { color: null, warnings: [] };
  const greatest = greatestColor(view, pointCount, stride, offset);
  if (greatest === 0) return { color: null, warnings: [noColorWarning] };
  const byte = greatest > 255 ? 1 : 0;
  const channel = (index: 0 | 1 | 2): Column => ({ name: channels[index], type: 'uint8', offset: offset + 2 * index + byte, stride });
  const color: ColorLayout = { kind: 'channels', channels: [channel(0), channel(1), channel(2)], full: 255 };
  return { color, warnings: byte === 0 ? [smallColorWarning] : [] };
}

/** The greatest value of any channel, or one that is greater than 255. */
function greatestColor(view: DataView, pointCount: number, stride: number, offset: number): number {
  let greatest = 0;
  for (let i = 0, at = offset; i < pointCount && greatest <= 255; i++, at += stride) {
    greatest = Math.max(greatest, view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint16(at + 4, true));
  }
  return greatest;
}
