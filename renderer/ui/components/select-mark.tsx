import styles from './select-mark.module.css';

/** The box at the start of a grid's row that selects it by a click; the grid itself listens, and has the keys for it. */
export function SelectMark({ label, isSelected }: { label: string; isSelected: boolean }) {
  return (
    <label className={styles['target']} data-selects="">
      <input type="checkbox" aria-label={label} tabIndex={-1} checked={isSelected} readOnly className={styles['box']} />
    </label>
  );
}
