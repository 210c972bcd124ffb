import { Check } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './select-mark.module.css';

/** The box at the start of a grid's row that selects it by a click; the grid itself listens, and has the keys for it. */
export function SelectMark({ label, isSelected }: { label: string; isSelected: boolean }) {
  return (
    <span role="checkbox" aria-checked={isSelected} aria-label={label} tabIndex={-1} data-selects="" className={styles['target']}>
      <span className={classNames(styles['box'], isSelected && styles['checked'])}>{isSelected ? <Check size={12} strokeWidth={3} aria-hidden="true" /> : null}</span>
    </span>
  );
}
