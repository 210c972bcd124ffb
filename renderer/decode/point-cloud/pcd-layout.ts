import { isPackedColor, isPadding, listElements } from './pcd-elements.ts';
import type { PcdElement } from './pcd-elements.ts';
import type { PcdHeader } from './pcd-header.ts';
import { PointCloudError } from './point-cloud-error.ts';
import type { ColorLayout, Column, PointLayout } from './point-layout.ts';

/**
 * Sorts a point's values into coordinates, colour and the rest; `place` says where each lies. Throws `PointCloudError`
 * when there are no coordinates.
 */
export function layOut(header: PcdHeader, place: (element: PcdElement) => Omit<Column, 'name'>): PointLayout {
  const elements = listElements(header.fields).filter(({ field }) => !isPadding(field));
  const coordinate = (axis: string) =>
    elements.find(({ name }) => name === axis) ?? elements.find(({ name }) => name.toLowerCase() === axis);
  const [x, y, z] = [coordinate('x'), coordinate('y'), coordinate('z')];
  if (x === undefined || y === undefined || z === undefined) {
    throw new PointCloudError('This PCD file has no fields x, y and z, so there are no positions to show.');
  }
  const packed = elements.find(({ field }) => isPackedColor(field));
  const column = (element: PcdElement): Column => ({ name: element.name, fileType: element.type, ...place(element) });
  const color: ColorLayout | null = packed === undefined ? null : { kind: 'packed', column: column(packed), hasAlpha: packed.name === 'rgba' };
  const roleOf = (element: PcdElement) => ([x, y, z].includes(element) ? 'position' : element === packed ? 'color' : 'field');
  return {
    pointCount: header.pointCount,
    x: column(x),
    y: column(y),
    z: column(z),
    scalars: elements.filter((element) => roleOf(element) === 'field').map(column),
    color,
    attributes: elements.map((element) => ({ name: element.name, type: element.type, role: roleOf(element) })),
  };
}
