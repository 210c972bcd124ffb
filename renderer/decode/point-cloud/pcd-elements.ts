import type { PcdField } from './pcd-header.ts';
import type { ScalarType } from './point-layout.ts';
import { uniqueNames } from './unique-names.ts';

/** One value that each point has: an element of a field. */
export interface PcdElement {
  readonly field: PcdField;
  readonly name: string;
  readonly type: ScalarType;
  /** Place among all of a point's values, padding included. */
  readonly index: number;
  /** Place among the values of its field, which lie one after the other. */
  readonly indexInField: number;
  /** Bytes of a binary point that come before its field. */
  readonly fieldOffset: number;
}

/** A point's values in order, without the padding between them. */
export function listElements(fields: readonly PcdField[]): readonly PcdElement[] {
  const elements: PcdElement[] = [];
  let index = 0;
  let fieldOffset = 0;
  for (const field of fields) {
    for (let indexInField = 0; indexInField < field.count && !isPadding(field); indexInField++) {
      const name = field.count === 1 ? field.name : `${field.name}[${indexInField}]`;
      elements.push({ field, name, type: scalarTypeOf(field), index: index + indexInField, indexInField, fieldOffset });
    }
    index += field.count;
    fieldOffset += field.sizeBytes * field.count;
  }
  const names = uniqueNames(elements.map(({ name }) => name));
  return elements.map((element, i) => ({ ...element, name: names[i] ?? element.name }));
}

/** How many values a point of a text has, padding included. */
export function valuesPerPoint(fields: readonly PcdField[]): number {
  return fields.reduce((sum, field) => sum + field.count, 0);
}

/** Bytes of one point in binary data. */
export function pointSize(fields: readonly PcdField[]): number {
  return fields.reduce((sum, field) => sum + field.sizeBytes * field.count, 0);
}

/** Padding between the fields that mean something, which `_` marks. */
export function isPadding(field: PcdField): boolean {
  return field.name === '_';
}

/** A field of one 32-bit colour, which PCL writes as a float of the same bits or as an integer. */
export function isPackedColor(field: PcdField): boolean {
  return (field.name === 'rgb' || field.name === 'rgba') && field.sizeBytes === 4 && field.count === 1;
}

function scalarTypeOf(field: PcdField): ScalarType {
  // The bits of a packed colour are what counts, whatever the file calls them.
  if (isPackedColor(field)) return 'uint32';
  if (field.type === 'F') return field.sizeBytes === 8 ? 'float64' : 'float32';
  const signed = ({ 1: 'int8', 2: 'int16', 4: 'int32', 8: 'int64' } as const)[field.sizeBytes];
  return field.type === 'I' ? signed : `u${signed}`;
}
