/** Where a pane lies in a grid; rows and columns count from 0. */
export interface GridCell {
  readonly column: number;
  readonly row: number;
  readonly columnSpan: number;
}

export interface GridShape {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly GridCell[];
}

/**
 * The camera grid: 1 full width, 2 side by side, 3 as 2+1, 4 and more in two columns, as Avala's own viewer has it.
 * With the whole window to themselves (`isWide`), or from 9 on, cameras stand three in a row, because two columns would
 * leave strips too low to judge a picture. The last pane takes what its row leaves.
 */
export function gridShape(paneCount: number, isWide: boolean): GridShape {
  const isManyColumned = paneCount >= 9 || (isWide && paneCount >= 5);
  const columns = Math.max(Math.min(paneCount, isManyColumned ? 3 : 2), 1);
  const rows = Math.max(Math.ceil(paneCount / columns), 1);
  const cells = Array.from({ length: paneCount }, (_, index) => {
    const column = index % columns;
    const isLast = index === paneCount - 1;
    return { column, row: Math.floor(index / columns), columnSpan: isLast ? columns - column : 1 };
  });
  return { columns, rows, cells };
}
