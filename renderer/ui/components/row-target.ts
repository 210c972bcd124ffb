/** The row that a key moves to from row `active` (-1: none yet) of a list; null for a key that moves to none. */
export function rowTarget(key: string, active: number, rowCount: number, rowsPerPage: number): number | null {
  const target = unboundedTarget(key, active, rowCount, rowsPerPage);
  return target === null || rowCount === 0 ? null : Math.max(0, Math.min(rowCount - 1, target));
}

function unboundedTarget(key: string, active: number, rowCount: number, rowsPerPage: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    case 'PageDown':
      return active + rowsPerPage;
    case 'PageUp':
      return active - rowsPerPage;
    default:
      return null;
  }
}
