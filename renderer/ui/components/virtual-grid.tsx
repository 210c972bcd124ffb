import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref } from 'react';
import { classNames } from './class-names.ts';
import { Skeleton } from './skeleton.tsx';
import styles from './virtual-grid.module.css';

export interface GridColumn {
  key: string;
  /** The heading; also heard when it is hidden. */
  label: string;
  isLabelHidden?: boolean;
  /** Aligns to the end, as numbers do. */
  isNumeric?: boolean;
  /** Holds a `Thumbnail`: its placeholder has that size. */
  isPicture?: boolean;
}

export interface VirtualGridProps {
  /** The accessible name. */
  label: string;
  columns: readonly GridColumn[];
  /** A class that sets `--columns`, the `grid-template-columns` of every row. */
  layoutClassName: string | undefined;
  rowHeightPx: number;
  /** Rows that are there. */
  rowCount: number;
  /** Placeholder rows after them, for what is being loaded. */
  skeletonCount: number;
  /** No more rows will come: assistive technology is then told how many there are. */
  isComplete: boolean;
  /** The cells of a row: one `GridCell` a column. */
  renderRow: (index: number) => ReactNode;
  rowKey: (index: number) => string;
  /** The row that the keyboard is on; -1 for none yet. */
  activeIndex: number;
  onActiveIndexChange: (index: number) => void;
  /** Enter, or a click. */
  onOpen: (index: number) => void;
  /** The row whose details show beside the list; -1 for none. */
  selectedIndex?: number;
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
export function VirtualGrid(props: VirtualGridProps) {
  const { columns, rowHeightPx, rowCount, skeletonCount, activeIndex, onActiveIndexChange, onOpen, onNearEnd, ref } = props;
  const scrollerRef = useRef<HTMLTableElement>(null);
  const id = useId();
  const virtualizer = useVirtualizer({
    count: rowCount + skeletonCount,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    scrollMargin: headerHeightPx,
    scrollPaddingStart: headerHeightPx,
    getItemKey: (index) => (index < rowCount ? props.rowKey(index) : `skeleton-${index - rowCount}`),
  });
  const virtualRows = virtualizer.getVirtualItems();
  const lastShown = virtualRows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastShown >= rowCount - prefetchRows) onNearEnd();
  });

  // Coming back to the list shows the row that was opened from it; later, scrolling by hand must not jump back.
  const initialIndex = useRef(activeIndex);
  useEffect(() => {
    if (initialIndex.current > 0) virtualizer.scrollToIndex(initialIndex.current, { align: 'center' });
  }, [virtualizer]);

  const moveTo = (index: number) => {
    const clamped = Math.max(0, Math.min(rowCount - 1, index));
    onActiveIndexChange(clamped);
    virtualizer.scrollToIndex(clamped, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (rowCount === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor(((virtualizer.scrollRect?.height ?? 0) - headerHeightPx) / rowHeightPx) - 1);
    const target = targetOf(event.key, activeIndex, rowCount, pageRows);
    if (target !== null) {
      event.preventDefault();
      moveTo(target);
    } else if (event.key === 'Enter' && activeIndex >= 0) {
      event.preventDefault();
      onOpen(activeIndex);
    }
  };
  const onClick = (event: MouseEvent) => {
    // A modified click on a row's link opens it elsewhere, as the browser has it.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
    if (row === null) return;
    event.preventDefault();
    const index = Number(row.dataset['index']);
    onActiveIndexChange(index);
    onOpen(index);
  };

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
      aria-rowcount={props.isComplete ? rowCount + 1 : -1}
      aria-colcount={columns.length}
      aria-busy={skeletonCount > 0}
      aria-activedescendant={isActiveShown ? rowId(activeIndex) : undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (activeIndex < 0 && rowCount > 0) onActiveIndexChange(0);
      }}
    >
      <thead className={styles['head']}>
        <tr aria-rowindex={1} className={styles['cells']}>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classNames(styles['heading'], column.isNumeric === true && styles['numeric'])}>
              <span className={column.isLabelHidden === true ? styles['hidden'] : undefined}>{column.label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualRows.map(({ index, key, start }) => {
          const style = { height: rowHeightPx, transform: `translateY(${start - headerHeightPx}px)` };
          return index < rowCount ? (
            <tr
              key={key}
              id={rowId(index)}
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={index === props.selectedIndex}
              data-active={index === activeIndex || undefined}
              className={classNames(styles['row'], styles['cells'])}
              style={style}
            >
              {props.renderRow(index)}
            </tr>
          ) : (
            <tr key={key} className={classNames(styles['row'], styles['cells'], styles['placeholder'])} style={style} aria-hidden="true">
              {columns.map((column) => (
                <td key={column.key} className={styles['cell']}>
                  {column.isPicture === true ? <Skeleton shape="picture" /> : <Skeleton widthPercent={60} />}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A cell of a `VirtualGrid`'s row. */
export function GridCell({ isNumeric = false, children }: { isNumeric?: boolean; children: ReactNode }) {
  return (
    <td className={classNames(styles['cell'], isNumeric && styles['numeric'])}>
      {children}
    </td>
  );
}

function targetOf(key: string, active: number, rowCount: number, pageRows: number): number | null {
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
      return active + pageRows;
    case 'PageUp':
      return active - pageRows;
    default:
      return null;
  }
}
