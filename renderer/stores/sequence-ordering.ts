import type { Sequence } from '../../preload/contract/model.ts';

/** How the list of sequences is ordered: as the service has it, or by a field, ascending or (`-`) descending. */
export type SequenceOrdering = 'service' | 'key' | '-key' | 'status' | '-status' | 'frames' | '-frames';

/**
 * The value of the API's `ordering` for it, or null for the service's own order. The API does not publish which it
 * takes; these are the names of its fields.
 */
export function orderingParameter(ordering: SequenceOrdering): string | null {
  if (ordering === 'service') return null;
  return ordering.replace('frames', 'number_of_frames');
}

/** Compares two sequences in `ordering`; rows without the value come last either way. */
export function compareSequences(ordering: Exclude<SequenceOrdering, 'service'>): (a: Sequence, b: Sequence) => number {
  const sign = ordering.startsWith('-') ? -1 : 1;
  switch (ordering) {
    case 'key':
    case '-key':
      return (a, b) => sign * compareText(naturalKey(a), naturalKey(b));
    case 'status':
    case '-status':
      return (a, b) => compareNullable(a.status, b.status, (one, other) => sign * compareText(one, other));
    default:
      return (a, b) => compareNullable(a.frameCount, b.frameCount, (one, other) => sign * (one - other));
  }
}

/**
 * Whether rows that the service was asked to order are in that order: services of this kind ignore an ordering that
 * they do not know. Text may be ordered by its bytes or naturally; both count.
 */
export function isInOrder(rows: readonly Sequence[], ordering: Exclude<SequenceOrdering, 'service'>): boolean {
  const sign = ordering.startsWith('-') ? -1 : 1;
  const byBytes = (a: Sequence, b: Sequence) => sign * compareText(a.key, b.key);
  const comparisons = ordering.endsWith('key') ? [compareSequences(ordering), byBytes] : [compareSequences(ordering)];
  const known = ordering.endsWith('key') ? rows : rows.filter((row) => valueOf(row, ordering) !== null);
  return comparisons.some((compare) =>
    known.every((row, index) => {
      const before = known[index - 1];
      return before === undefined || compare(before, row) <= 0;
    }),
  );
}

function valueOf(row: Sequence, ordering: SequenceOrdering): string | number | null {
  return ordering.endsWith('status') ? row.status : row.frameCount;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareNullable<Value>(a: Value | null, b: Value | null, compare: (a: Value, b: Value) => number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compare(a, b);
}

const naturalKeys = new WeakMap<Sequence, string>();

/** A text whose plain order is the natural one (`drive_2` before `drive_10`), kept because 100,000 rows are compared. */
function naturalKey(row: Sequence): string {
  const known = naturalKeys.get(row);
  if (known !== undefined) return known;
  const key = row.key.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(16, '0'));
  naturalKeys.set(row, key);
  return key;
}
