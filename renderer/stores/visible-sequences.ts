import type { Sequence } from '../../preload/contract/model.ts';
import { compareSequences, type SequenceOrdering } from './sequence-ordering.ts';

/** What narrows and orders the loaded rows on screen. */
export interface SequenceQuery {
  search: string;
  /** Statuses to show (`''` for rows without one); empty for all. */
  statuses: ReadonlySet<string>;
  /** `service` when the rows are in the order wanted already. */
  sortBy: SequenceOrdering;
}

/**
 * Makes a function from loaded rows to those on screen. It remembers its last sorted rows: appending a page to them
 * leaves one long run for the sort to merge, where sorting 100,000 rows anew with every page would stutter.
 */
export function createSequenceFilter(): (rows: readonly Sequence[], query: SequenceQuery) => readonly Sequence[] {
  let source: readonly Sequence[] = [];
  let sorted: readonly Sequence[] = [];
  let sortedBy: SequenceOrdering = 'service';

  const sort = (rows: readonly Sequence[], sortBy: SequenceOrdering): readonly Sequence[] => {
    if (sortBy === 'service') return rows;
    const isGrown = sortBy === sortedBy && rows.length >= source.length && source.every((row, at) => row === rows[at]);
    sorted = [...(isGrown ? sorted : []), ...rows.slice(isGrown ? source.length : 0)].sort(compareSequences(sortBy));
    source = rows;
    sortedBy = sortBy;
    return sorted;
  };

  return (rows, { search, statuses, sortBy }) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const ordered = sort(rows, sortBy);
    if (words.length === 0 && statuses.size === 0) return ordered;
    return ordered.filter(
      (row) =>
        (statuses.size === 0 || statuses.has(row.status ?? '')) && words.every((word) => searchText(row).includes(word)),
    );
  };
}

/** How many of the rows have each status, in the order of their first appearance; `''` for rows without one. */
export function countStatuses(rows: readonly { status: string | null }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status ?? '', (counts.get(status ?? '') ?? 0) + 1);
  return counts;
}

const searchTexts = new WeakMap<Sequence, string>();

function searchText(row: Sequence): string {
  const known = searchTexts.get(row);
  if (known !== undefined) return known;
  const text = [row.key, row.uid, ...row.viewKeys].join(' ').toLowerCase();
  searchTexts.set(row, text);
  return text;
}
