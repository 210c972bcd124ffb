import type { PcdField } from './pcd-header.ts';
import type { ScalarType } from './point-layout.ts';
import { uniqueNames } from './unique-names.ts';

/** One value that each point has: an element of a field. */
export interface PcdElement {
  readonly field: PcdField;
  readonly name: string;
  readonly type: ScalarType;
  /** Place among all of a point's values. */
  readonly index: number;
  /** Place among the values of its field, which lie one after the other. */
  readonly indexInField: number;
  /** Bytes of a binary point that come before its field. */
  readonly fieldOffset: number;
}

/** A point's values in order. `_` marks padding, which is listed too because it takes up space. */
export function listElements(fields: readonly PcdField[]): readonly PcdElement[] {
  const elements: PcdElement[] = [];
  let fieldOffset = 0;
  for (const field of fields) {
    for (let indexInField = 0; indexInField < field.count; indexInField++) {
      const name = field.count === 1 ? field.name : `${field.name}[${indexInField}]`;
      elements.push({ field, name, type: scalarTypeOf(field), index: elements.length, indexInField, fieldOffset });
    }
    fieldOffset += field.sizeBytes * field.count;
  }
  const names = uniqueNames(elements.map(({ name, field }) => (isPadding(field) ? '' : name)));
  return elements.map((element, i) => (isPadding(element.field) ? element : { ...element, name: names[i] ?? element.name }));
}

/** Bytes of one point in binary data. */
export function pointSize(fields: readonly PcdField[]): number {
  return fields.reduce((sum, field) => sum + field.sizeBytes * field.count, 0);
}

/** Padding between the fields that mean something. */
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
