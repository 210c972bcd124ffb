import { useState, type KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import styles from './number-field.module.css';

export interface NumberFieldProps {
  /** The accessible name. */
  label: string;
  /** Null: nothing is set; the field shows `placeholder`. */
  value: number | null;
  min?: number;
  max?: number;
  /** What ↑ and ↓ add; ten times as much with Shift. */
  step?: number;
  /** Shown after the number, e.g. `m`. */
  unit?: string;
  placeholder?: string;
  /** Decimals that are shown at most; a typed number keeps all of its own. */
  decimals?: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/**
 * A number that counts once it is settled: by Enter, by ↑ and ↓, or by leaving the field. A number beyond the limits
 * becomes the limit; what is no number, and Escape, bring the present value back.
 */
export function NumberField({ label, value, min, max, step = 1, unit, placeholder, decimals = 3, disabled = false, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const settle = (next: number) => {
    setDraft(null);
    const held = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, next));
    if (held !== value) onChange(held);
  };
  const settleDraft = () => {
    const typed = draft === null ? null : parseNumber(draft);
    if (typed === null) setDraft(null);
    else settle(typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') settleDraft();
    // Only what was typed is given up; a second Escape is for whatever the field is in.
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const by = (event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1);
    const from = (draft === null ? null : parseNumber(draft)) ?? value ?? 0;
    // Without the digits that binary fractions add.
    settle(Number((from + by).toPrecision(12)));
  };
  return (
    <span className={classNames(styles['field'], disabled && styles['disabled'])}>
      <input
        className={styles['input']}
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={value === null ? (placeholder ?? 'Not set') : `${formatNumber(value, decimals)}${unit === undefined ? '' : ` ${unit}`}`}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={placeholder}
        value={draft ?? (value === null ? '' : formatNumber(value, decimals))}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={settleDraft}
        onKeyDown={onKeyDown}
      />
      {unit === undefined ? null : (
        <span className={styles['unit']} aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}

/** A number as people type one: with a comma or a point, with any minus; null when it is none. */
export function parseNumber(text: string): number | null {
  const typed = text.trim().replace(',', '.').replace('−', '-');
  const value = Number(typed);
  return typed === '' || !Number.isFinite(value) ? null : value;
}

/** Without needless zeros, and with a minus that is as wide as a digit. */
export function formatNumber(value: number, decimals: number): string {
  return Number(value.toFixed(decimals)).toString().replace('-', '−');
}
