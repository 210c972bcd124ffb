import { findColorChannels } from './color-channels.ts';
import { layOutColumns } from './lay-out-columns.ts';
import { isPackedColor, listElements } from './pcd-elements.ts';
import type { PcdElement } from './pcd-elements.ts';
import type { PcdHeader } from './pcd-header.ts';
import { PointCloudError } from './point-cloud-error.ts';
import type { Column, PointLayout } from './point-layout.ts';

/**
 * Sorts a point's values into coordinates, colour and the rest; `place` says where each lies. Throws `PointCloudError`
 * when there are no coordinates.
 */
export function layOut(header: PcdHeader, place: (element: PcdElement) => Omit<Column, 'name'>): PointLayout {
  const elements = listElements(header.fields);
  const columns = elements.map((element): Column => ({ name: element.name, fileType: element.type, ...place(element) }));
  const packed = elements.findIndex(({ field }) => isPackedColor(field));
  const packedColumn = columns[packed];
  const color =
    packedColumn === undefined
      ? findColorChannels(columns, false)
      : ({ kind: 'packed', column: packedColumn, hasAlpha: elements[packed]?.field.name === 'rgba' } as const);
  const layout = layOutColumns(columns, header.pointCount, color);
  if (layout === null) throw new PointCloudError('This PCD file has no fields x, y and z, so there are no positions to show.');
  return layout;
}
