import { useState } from 'react';

interface ActiveRow {
  listKey: string;
  key: string;
  index: number;
}

/**
 * The row that the keyboard is on, as an index into `rows` (-1 for none) and its setter. It stays with its row when a list
 * that is brought up to date has other rows before it; where the row is gone, the one in its place is it. Another
 * `listKey` is another list: it begins without one.
 */
export function useActiveRow<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  { listKey = '', initialKey = null }: { listKey?: string; initialKey?: string | null } = {},
): [activeIndex: number, setActiveIndex: (index: number) => void] {
  const [active, setActive] = useState<ActiveRow | null>(() => {
    const index = initialKey === null ? -1 : rows.findIndex((row) => rowKey(row) === initialKey);
    return initialKey === null || index === -1 ? null : { listKey, key: initialKey, index };
  });
  const setActiveIndex = (index: number) => {
    const row = rows[index];
    setActive(row === undefined ? null : { listKey, key: rowKey(row), index });
  };
  return [active?.listKey === listKey ? placeOf(active, rows, rowKey) : -1, setActiveIndex];
}

function placeOf<Row>({ key, index }: ActiveRow, rows: readonly Row[], rowKey: (row: Row) => string): number {
  const there = rows[index];
  // Nearly always so, and rows are many.
  if (there !== undefined && rowKey(there) === key) return index;
  const moved = rows.findIndex((row) => rowKey(row) === key);
  return moved === -1 ? Math.min(index, rows.length - 1) : moved;
}
