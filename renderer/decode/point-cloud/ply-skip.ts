import type { PlyElement } from './ply-header.ts';
import { PointCloudError } from './point-cloud-error.ts';
import { scalarSize } from './point-layout.ts';
import type { ScalarType } from './point-layout.ts';

const cutShort = (element: PlyElement) =>
  new PointCloudError(`The file ends within its elements "${element.name}". It is cut short or its header is wrong: download or export it again.`);

/** Reads the length of a list; 0 for one that is negative or no whole number, which no writer means. */
export function readListLength(view: DataView, at: number, type: ScalarType, isLittleEndian: boolean): number {
  switch (type) {
    case 'int8':
      return Math.max(0, view.getInt8(at));
    case 'uint8':
      return view.getUint8(at);
    case 'int16':
      return Math.max(0, view.getInt16(at, isLittleEndian));
    case 'uint16':
      return view.getUint16(at, isLittleEndian);
    case 'int32':
      return Math.max(0, view.getInt32(at, isLittleEndian));
    case 'uint32':
      return view.getUint32(at, isLittleEndian);
    case 'int64':
    case 'uint64':
    case 'float16':
    case 'float32':
    case 'float64':
      throw new PointCloudError('A list in this PLY file has a length that is no whole number of 32 bits or less. Export the file again.');
  }
}

/** Where a binary element that starts at `start` ends. Throws `PointCloudError` when that is beyond the file. */
export function skipBinaryElement(view: DataView, start: number, element: PlyElement, isLittleEndian: boolean): number {
  const { count, properties } = element;
  if (properties.every(({ listLength }) => listLength === null)) {
    const end = start + count * properties.reduce((sum, { type }) => sum + scalarSize[type], 0);
    if (end > view.byteLength) throw cutShort(element);
    return end;
  }
  let at = start;
  for (let row = 0; row < count; row++) {
    for (const property of properties) at = skipProperty(view, at, property, isLittleEndian, element);
  }
  return at;
}

function skipProperty(
  view: DataView,
  at: number,
  { type, listLength }: PlyElement['properties'][number],
  isLittleEndian: boolean,
  element: PlyElement,
): number {
  let end = at + (listLength === null ? scalarSize[type] : scalarSize[listLength]);
  if (end > view.byteLength) throw cutShort(element);
  if (listLength !== null) end += readListLength(view, at, listLength, isLittleEndian) * scalarSize[type];
  if (end > view.byteLength) throw cutShort(element);
  return end;
}
