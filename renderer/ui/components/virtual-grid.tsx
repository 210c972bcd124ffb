import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref } from 'react';
import { classNames } from './class-names.ts';
import { GridCell, type GridColumn } from './grid-cell.tsx';
import { GridHead } from './grid-head.tsx';
import { rowTarget } from './row-target.ts';
import { Skeleton } from './skeleton.tsx';
import { useRowSelection, type GridSelection } from './use-row-selection.ts';
import styles from './virtual-grid.module.css';

export interface VirtualGridProps<Row> {
  /** The accessible name. */
  label: string;
  columns: readonly GridColumn[];
  /** A class that sets `--columns`, the `grid-template-columns` of every row. */
  layoutClassName: string | undefined;
  rowHeightPx: number;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The cells of a row: one `GridCell` a column. */
  renderRow: (row: Row, isSelected: boolean) => ReactNode;
  /** Placeholder rows after them, for what is being loaded. */
  skeletonCount: number;
  /** No more rows will come: assistive technology is then told how many there are. */
  isComplete: boolean;
  /** The row that the keyboard is on; -1 for none yet. */
  activeIndex: number;
  onActiveIndexChange: (index: number) => void;
  /** Enter, or a click. */
  onOpen: (row: Row) => void;
  /** The row whose details show beside the list; null for none. */
  selectedKey?: string | null;
  /** Where several rows can be selected; their cells begin with a `SelectMark`. */
  selection?: GridSelection;
  /** A key on the active row that neither moves nor opens. */
  onRowKey?: (event: KeyboardEvent, row: Row) => void;
  /** The end of the rows is near: load more. Called after every change as long as that is so. */
  onNearEnd: () => void;
  ref?: Ref<HTMLTableElement>;
}

const headerHeightPx = 28;
/** So many rows from the end the next page is asked for, so that scrolling at reading speed never waits. */
const prefetchRows = 60;

/**
 * A table of any length of which only the rows in sight exist in the page. One tab stop: the arrow keys move within it
 * (`aria-activedescendant`), so that the focus survives rows that are taken away while scrolling.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { columns, rowHeightPx, rows, rowKey, skeletonCount, activeIndex, onActiveIndexChange, onNearEnd, ref } = props;
  const scrollerRef = useRef<HTMLTableElement>(null);
  const id = useId();
  const keyAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? `skeleton-${index - rows.length}` : rowKey(row);
  };
  const virtualizer = useVirtualizer({
    count: rows.length + skeletonCount,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
    getItemKey: keyAt,
  });
  const virtualRows = virtualizer.getVirtualItems();
  const lastShown = virtualRows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastShown >= rows.length - prefetchRows) onNearEnd();
  });

  // Coming back to the list shows the row that was opened from it; later, scrolling by hand must not jump back.
  const initialIndex = useRef(activeIndex);
  useEffect(() => {
    if (initialIndex.current > 0) virtualizer.scrollToIndex(initialIndex.current, { align: 'center' });
  }, [virtualizer]);

  const open = (index: number) => {
    const row = rows[index];
    if (row !== undefined) props.onOpen(row);
  };
  const selecting = useRowSelection(rows, rowKey, props.selection);
  const onKeyDown = (event: KeyboardEvent) => {
    // What opens from a row is its child for React, but not in the page.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (isPress && event.target.closest('button, a') !== null) return;
    const rowsPerPage = Math.max(1, Math.floor(((virtualizer.scrollRect?.height ?? 0) - headerHeightPx) / rowHeightPx) - 1);
    const target = rowTarget(event.key, activeIndex, rows.length, rowsPerPage);
    if (selecting.onKey(event, activeIndex, target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const active = rows[activeIndex];
    if (target !== null) {
      event.preventDefault();
      onActiveIndexChange(target);
      virtualizer.scrollToIndex(target, { align: 'auto' });
    } else if (event.key === 'Enter' && activeIndex >= 0) {
      event.preventDefault();
      open(activeIndex);
    } else if (active !== undefined) {
      props.onRowKey?.(event, active);
    }
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
    if (row === null || (event.target instanceof Element && event.target.closest('button') !== null)) return;
    const index = Number(row.dataset['index']);
    if (selecting.onClick(event, index)) {
      onActiveIndexChange(index);
      return;
    }
    // A modified click on a row's link opens it elsewhere, as the browser has it.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onActiveIndexChange(index);
    open(index);
  };

  const isSelected = (row: Row) => props.selection?.keys.has(rowKey(row)) ?? rowKey(row) === props.selectedKey;
  const rowId = (index: number) => `${id}-row-${index}`;
  const isActiveShown = activeIndex >= 0 && virtualRows.some(({ index }) => index === activeIndex);
  return (
    <table
      ref={(element) => {
        scrollerRef.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref !== undefined && ref !== null) ref.current = element;
      }}
      className={classNames(styles['grid'], props.layoutClassName)}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.isComplete ? rows.length + 1 : -1}
      aria-colcount={columns.length}
      aria-busy={skeletonCount > 0}
      aria-multiselectable={props.selection === undefined ? undefined : true}
      aria-activedescendant={isActiveShown ? rowId(activeIndex) : undefined}
      onMouseDown={(event) => {
        if (!event.shiftKey || props.selection === undefined) return;
        // A range of rows is meant, and not of their text.
        event.preventDefault();
        event.currentTarget.focus();
      }}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (activeIndex < 0 && rows.length > 0) onActiveIndexChange(0);
      }}
    >
      <GridHead columns={columns} rowClassName={styles['cells']} />
      <tbody className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualRows.map(({ index, key, start }) => {
          const style = { height: rowHeightPx, transform: `translateY(${start - headerHeightPx}px)` };
          const row = rows[index];
          return row === undefined ? (
            <tr key={key} className={classNames(styles['row'], styles['cells'], styles['placeholder'])} style={style} aria-hidden="true">
              {columns.map(({ key: column, holds, isNumeric }) => (
                <GridCell key={column} isNumeric={isNumeric}>
                  <Skeleton shape={holds} widthPercent={60} />
                </GridCell>
              ))}
            </tr>
          ) : (
            <tr
              key={key}
              id={rowId(index)}
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={isSelected(row)}
              data-active={index === activeIndex || undefined}
              className={classNames(styles['row'], styles['cells'])}
              style={style}
            >
              {props.renderRow(row, isSelected(row))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
