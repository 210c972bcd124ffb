import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './grid-cell.module.css';

/** A column of a `VirtualGrid`. */
export interface GridColumn {
  key: string;
  /** The heading; also heard when it is hidden. */
  label: string;
  isLabelHidden?: boolean;
  /** Aligns to the end, as numbers do. */
  isNumeric?: boolean;
  /** What its cells hold, for placeholders of the same size; text when absent. */
  holds?: 'picture' | 'badge';
}

/** A cell of a `VirtualGrid`'s row. */
export function GridCell({ isNumeric = false, children }: { isNumeric?: boolean | undefined; children: ReactNode }) {
  return <td className={classNames(styles['cell'], isNumeric && styles['numeric'])}>{children}</td>;
}
