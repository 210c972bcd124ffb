import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import styles from './virtual-rows.module.css';

export interface VirtualRowsProps<Row> {
  /** The accessible name. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  heightPx: (row: Row) => number;
  renderRow: (row: Row) => ReactNode;
}

/** A list of any length whose rows hold controls of their own: only those in sight exist in the page. Scrolls by itself. */
export function VirtualRows<Row>({ label, rows, rowKey, heightPx, renderRow }: VirtualRowsProps<Row>) {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const keyAt = (index: number) => {
    const row = rows[index];
    return row === undefined ? index : rowKey(row);
  };
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollerRef.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 0 : heightPx(row);
    },
    overscan: 6,
    getItemKey: keyAt,
  });
  return (
    <div ref={scrollerRef} className={styles['scroller']}>
      <ul aria-label={label} className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li key={key} aria-setsize={rows.length} aria-posinset={index + 1} className={styles['row']} style={{ height: size, transform: `translateY(${start}px)` }}>
              {renderRow(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
