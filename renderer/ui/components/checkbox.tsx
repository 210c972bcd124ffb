import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './checkbox.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface CheckboxProps {
  /** Shown beside the box, and its accessible name. */
  label: string;
  /** Between the box and the label, e.g. a swatch. */
  icon?: ReactNode;
  /** The label is the accessible name alone, where the place of the box says to the eye what it is of. */
  isLabelHidden?: boolean;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** One of several things that may each be chosen or not. */
export function Checkbox({ label, icon, isLabelHidden = false, isChecked, onChange }: CheckboxProps) {
  return (
    <label className={styles['field']}>
      <Base.Root checked={isChecked} onCheckedChange={onChange} className={styles['box']}>
        <Base.Indicator className={styles['mark']}>
          <Check size={12} strokeWidth={3} aria-hidden="true" />
        </Base.Indicator>
      </Base.Root>
      {icon}
      {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : <span className={styles['label']}>{label}</span>}
    </label>
  );
}
