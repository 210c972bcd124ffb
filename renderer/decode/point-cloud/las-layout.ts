import type { LasHeader } from './las-header.ts';
import type { LasPointFormat } from './las-point-format.ts';
import type { PointAttribute } from './point-cloud.ts';
import type { Column, PointLayout, ScalarType } from './point-layout.ts';

const axes = ['x', 'y', 'z'] as const;

/** Where point records have what; `LasColors` makes their colours of it. `extra` are the columns of extra bytes. */
export function layOutLas(header: LasHeader, format: LasPointFormat, extra: readonly Omit<Column, 'stride'>[]): PointLayout {
  const place = (column: Omit<Column, 'stride'>): Column => ({ ...column, stride: header.recordLength });
  const coordinate = (axis: 0 | 1 | 2) =>
    place({ name: axes[axis], type: 'int32', offset: 4 * axis, scaling: { scale: header.scale[axis], offset: header.offset[axis] } });
  const scalars = [...format.scalars, ...extra].map(place);
  const attribute = (role: PointAttribute['role'], type: ScalarType) => (name: string) => ({ name, type, role });
  return {
    pointCount: header.pointCount,
    x: coordinate(0),
    y: coordinate(1),
    z: coordinate(2),
    scalars,
    color: null,
    attributes: [
      ...axes.map(attribute('position', 'int32')),
      ...scalars.map(({ name, type }) => attribute('field', type)(name)),
    ],
  };
}
