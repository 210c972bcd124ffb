import type { ColorLayout, Column, PointLayout } from './point-layout.ts';

/**
 * Sorts a file's columns into coordinates, colour (which the format has found) and fields. Null when it has no x, y and z,
 * in small letters or in capitals.
 */
export function layOutColumns(columns: readonly Column[], pointCount: number, color: ColorLayout | null): PointLayout | null {
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => namedColumn(columns, axis));
  if (x === undefined || y === undefined || z === undefined) return null;
  const colorColumns = colorColumnsOf(color);
  const roleOf = (column: Column) => ([x, y, z].includes(column) ? 'position' : colorColumns.includes(column) ? 'color' : 'field');
  return {
    pointCount,
    x,
    y,
    z,
    scalars: columns.filter((column) => roleOf(column) === 'field'),
    color,
    attributes: columns.map((column) => ({ name: column.name, type: column.fileType ?? column.type, role: roleOf(column) })),
  };
}

/** The column of that name, or else of that name in other letters. */
export function namedColumn(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name) ?? columns.find((column) => column.name.toLowerCase() === name);
}

/** The columns that are nothing but a colour: those of more than 8 bits a channel stay fields as well, because colours cut them. */
function colorColumnsOf(color: ColorLayout | null): readonly (Column | undefined)[] {
  if (color === null || color.kind === 'harmonics') return [];
  return color.kind === 'packed' ? [color.column] : color.channels.filter((column) => column !== undefined && (column.fileType ?? column.type) === 'uint8');
}
