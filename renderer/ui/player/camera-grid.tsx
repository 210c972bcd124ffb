import type { ReactNode } from 'react';
import { Cell, Grid, Gridline, type GridLayout } from 'react-resizable-panels';
import { gridShape } from './grid-shape.ts';
import styles from './pane-area.module.css';
import { usePaneSizes } from './use-pane-sizes.ts';

export interface CameraGridProps {
  panes: readonly { key: string; content: ReactNode }[];
  /** No point clouds beside it. */
  isWide: boolean;
  /** Its lines lie unseen under a maximised pane and must not be caught. */
  isFixed: boolean;
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const smallestPane = 80;

/** The cameras in a grid whose lines can be dragged or moved by the arrow keys. */
export function CameraGrid({ panes, isWide, isFixed }: CameraGridProps) {
  const { columns, rows, cells } = gridShape(panes.length, isWide);
  const columnIds = ids('column', columns);
  const rowIds = ids('row', rows);
  const columnSizes = usePaneSizes(`player.cameras.${columns}-columns`, columns);
  const rowSizes = usePaneSizes(`player.cameras.${rows}-rows`, rows);
  const keep = (layout: GridLayout) => {
    if (columns > 1) columnSizes.keep(columnIds.map((id) => layout.columns[id] ?? 0));
    if (rows > 1) rowSizes.keep(rowIds.map((id) => layout.rows[id] ?? 0));
  };
  // The last row's pane may span columns: lines between those end above it.
  const lastRowFirstColumn = cells.at(-1)?.column ?? 0;
  return (
    <Grid
      // Tracks of another number of panes have other sizes.
      key={`${columns} ${rows}`}
      className={styles['grid']}
      disabled={isFixed}
      columns={columnIds.map((id) => ({ id, minSize: smallestPane }))}
      rows={rowIds.map((id) => ({ id, minSize: smallestPane }))}
      defaultLayout={{
        ...(columnSizes.sizes === null ? {} : { columns: layoutOf(columnIds, columnSizes.sizes) }),
        ...(rowSizes.sizes === null ? {} : { rows: layoutOf(rowIds, rowSizes.sizes) }),
      }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) keep(layout);
      }}
    >
      {panes.map(({ key, content }, index) => {
        const cell = cells[index];
        return cell === undefined ? null : (
          <Cell key={key} className={styles['cell']} {...cell}>
            {content}
          </Cell>
        );
      })}
      {columnIds.slice(1).map((id, index) => {
        const column = index + 1;
        const rowSpan = column > lastRowFirstColumn ? rows - 1 : rows;
        return rowSpan === 0 ? null : (
          <Gridline key={id} type="column" column={column} rowSpan={rowSpan} className={styles['line']} elementRef={nameLine(`Width of camera column ${column}`)} />
        );
      })}
      {rowIds.slice(1).map((id, index) => (
        <Gridline key={id} type="row" row={index + 1} className={styles['line']} elementRef={nameLine(`Height of camera row ${index + 1}`)} />
      ))}
    </Grid>
  );
}

/** Names a line for assistive technology: `Gridline` passes no attributes on. */
function nameLine(name: string): (line: HTMLDivElement | null) => void {
  return (line) => line?.setAttribute('aria-label', name);
}

function layoutOf(trackIds: readonly string[], sizes: readonly number[]): Record<string, number> {
  return Object.fromEntries(trackIds.map((id, index) => [id, sizes[index] ?? 0]));
}
