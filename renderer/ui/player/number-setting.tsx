import { useId, useState, type KeyboardEvent } from 'react';
import styles from './playback-dialog.module.css';

export interface NumberSettingProps {
  label: string;
  unit: string;
  value: number | null;
  min: number;
  max: number;
  /** Whether an empty field stands for "none" (`null`). */
  allowsNone?: boolean;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

/** A number that counts once it is settled: by Enter, or by leaving the field. What is out of range goes back. */
export function NumberSetting({ label, unit, value, min, max, allowsNone = false, placeholder, onChange }: NumberSettingProps) {
  const id = useId();
  const [text, setText] = useState(value === null ? '' : String(value));
  const commit = () => {
    const typed = text.trim().replace(',', '.');
    if (typed === '' && allowsNone) {
      if (value !== null) onChange(null);
      return;
    }
    const next = Number(typed);
    if (typed === '' || !(next >= min && next <= max)) setText(value === null ? '' : String(value));
    else if (next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit();
  };
  return (
    <div className={styles['row']}>
      <label htmlFor={id}>{label}</label>
      <span className={styles['field']}>
        <input
          id={id}
          className={styles['number']}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {unit}
      </span>
    </div>
  );
}
