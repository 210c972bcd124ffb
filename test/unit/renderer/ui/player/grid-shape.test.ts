import { expect, test } from 'vitest';
import { gridShape } from '../../../../../renderer/ui/player/grid-shape.ts';

/** The shape as rows of pane numbers, a number for each column that a pane covers. */
function drawn(paneCount: number, isWide: boolean): number[][] {
  const { columns, rows, cells } = gridShape(paneCount, isWide);
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (const [index, { column, row, columnSpan }] of cells.entries()) {
    for (let offset = 0; offset < columnSpan; offset += 1) grid[row]?.splice(column + offset, 1, index + 1);
  }
  return grid;
}

test.each([
  [1, [[1]]],
  [2, [[1, 2]]],
  [3, [[1, 2], [3, 3]]],
  [4, [[1, 2], [3, 4]]],
  [5, [[1, 2], [3, 4], [5, 5]]],
  [6, [[1, 2], [3, 4], [5, 6]]],
])('%d cameras beside a point cloud', (paneCount, expected) => {
  expect(drawn(paneCount, false)).toEqual(expected);
});

test.each([
  [3, [[1, 2], [3, 3]]],
  [4, [[1, 2], [3, 4]]],
  [5, [[1, 2, 3], [4, 5, 5]]],
  [6, [[1, 2, 3], [4, 5, 6]]],
])('%d cameras alone', (paneCount, expected) => {
  expect(drawn(paneCount, true)).toEqual(expected);
});

test('every column of every row is taken, however many cameras there are', () => {
  for (let paneCount = 1; paneCount <= 24; paneCount += 1) {
    for (const isWide of [true, false]) expect(drawn(paneCount, isWide).flat()).not.toContain(0);
  }
});
