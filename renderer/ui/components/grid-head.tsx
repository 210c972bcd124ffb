import { classNames } from './class-names.ts';
import type { GridColumn } from './grid-cell.tsx';
import styles from './grid-head.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

/** The headings of a `VirtualGrid`, which stay in sight. `rowClassName` lays them out as the rows are. */
export function GridHead({ columns, rowClassName }: { columns: readonly GridColumn[]; rowClassName: string | undefined }) {
  return (
    <thead className={styles['head']}>
      <tr aria-rowindex={1} className={rowClassName}>
        {columns.map(({ key, label, isLabelHidden = false, isNumeric = false }) => (
          <th key={key} scope="col" className={classNames(styles['heading'], isNumeric && styles['numeric'])}>
            {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
