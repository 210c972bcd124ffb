import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  /** The accessible name. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** Shown at the end while the field is empty, e.g. `/`. */
  shortcut?: string;
  /** Enter, and arrow down: where to go from the field. */
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** Filters what is below it while typing; Escape empties it. */
export function SearchField({ label, placeholder, value, onChange, shortcut, onLeave, ref }: SearchFieldProps) {
  return (
    <div className={styles['field']}>
      <Search size={14} className={styles['icon']} aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        className={styles['input']}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault();
            onChange('');
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeave?.();
          }
        }}
      />
      {value === '' ? (
        shortcut === undefined ? null : (
          <kbd className={styles['shortcut']} aria-hidden="true">
            {shortcut}
          </kbd>
        )
      ) : (
        <button type="button" className={styles['clear']} aria-label="Clear the search" onClick={() => onChange('')}>
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
