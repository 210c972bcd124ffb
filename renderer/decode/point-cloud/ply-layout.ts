import { findColorChannels } from './color-channels.ts';
import { layOutColumns, namedColumn } from './lay-out-columns.ts';
import type { PlyElement } from './ply-header.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';
import type { ColorLayout, Column, PointLayout } from './point-layout.ts';
import { uniqueNames } from './unique-names.ts';

/** Where the single numbers of a vertex lie, lists left out. */
export interface VertexLayout {
  readonly layout: PointLayout;
  /** The points are the centres of a Gaussian splat (3D Gaussian Splatting, Kerbl et al. 2023). */
  readonly isSplat: boolean;
}

/**
 * Lays the single numbers of a vertex out one after the other: packed as in the file, or as float64 for text. Throws
 * `PointCloudError` when there are no coordinates.
 */
export function layOutVertices(vertex: PlyElement, as: 'packed' | 'float64'): VertexLayout {
  const properties = vertex.properties.filter(({ listLength }) => listLength === null);
  const names = uniqueNames(properties.map(({ name }) => name));
  const sizes = properties.map(({ type }) => (as === 'packed' ? scalarSize[type] : scalarSize.float64));
  const stride = sizes.reduce((sum, size) => sum + size, 0);
  let offset = 0;
  const columns = properties.map(({ type }, i): Column => {
    const column: Column = { name: names[i] ?? '', type: as === 'packed' ? type : 'float64', fileType: type, offset, stride };
    offset += sizes[i] ?? 0;
    return column;
  });
  const harmonics = ['f_dc_0', 'f_dc_1', 'f_dc_2'].map((name) => namedColumn(columns, name));
  const isSplat = harmonics.every((column) => column !== undefined) && namedColumn(columns, 'scale_0') !== undefined;
  const color = findColorChannels(columns, true) ?? (isSplat ? harmonicColor(harmonics) : null);
  const layout = layOutColumns(columns, vertex.count, color);
  if (layout === null) {
    throw new PointCloudError('The vertices of this PLY file have no x, y and z, so there are no positions to show.');
  }
  return { layout, isSplat };
}

function harmonicColor([red, green, blue]: readonly (Column | undefined)[]): ColorLayout | null {
  return red === undefined || green === undefined || blue === undefined ? null : { kind: 'harmonics', channels: [red, green, blue] };
}
