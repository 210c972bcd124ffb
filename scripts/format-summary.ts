import type { CloudSummary } from './describe-cloud.ts';

/** What `describeCloud` found, for a terminal. */
export function formatSummary({ format, points, fields, bounds, nanPoints, first, warnings }: CloudSummary): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const table = [['field', 'type', 'min', 'max'], ...fields.map(({ name, type, min, max }) => [name, type, number(min), number(max)])];
  return [
    `format            ${format}`,
    `points            ${count(points)}`,
    `without position  ${count(nanPoints)}`,
    `bounds            ${bounds.min.map(number).join('  ')}`,
    `              to  ${bounds.max.map(number).join('  ')}`,
    '',
    ...inColumns(table),
    '',
    'first points',
    ...first.map((point) => `  ${Object.entries(point).map(([name, value]) => `${name} ${isList(value) ? value.join(',') : number(value)}`).join('  ')}`),
    ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `! ${warning}`)]),
  ].join('\n');
}

const isList = (value: number | null | readonly number[]): value is readonly number[] => Array.isArray(value);

/** As many digits as float32 is sure of, more for what lies far from zero. */
function number(value: number | null): string {
  if (value === null) return '-';
  return String(Number(value.toPrecision(Math.abs(value) >= 1_000 ? 11 : 7)));
}

function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
}
