import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import styles from './segmented.module.css';

export interface SegmentedOption<Value extends string> {
  value: Value;
  label: string;
  /** Shown in place of the label, which stays the accessible name. */
  icon?: ReactNode;
}

export interface SegmentedProps<Value extends string> {
  /** The accessible name of the group. */
  label: string;
  value: Value;
  options: readonly SegmentedOption<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** Chooses one of two to four values that all stay in sight. */
export function Segmented<Value extends string>({ label, value, options, onChange, disabled = false }: SegmentedProps<Value>) {
  return (
    <RadioGroup className={styles['group']} aria-label={label} value={value} disabled={disabled} onValueChange={(next: Value) => onChange(next)}>
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} className={styles['option']} aria-label={option.label} title={option.icon === undefined ? undefined : option.label}>
          {option.icon ?? option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
