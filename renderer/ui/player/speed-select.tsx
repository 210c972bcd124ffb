import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { speeds } from '../../../preload/contract/view-choices.ts';
import { Select } from '../components/select.tsx';
import styles from './transport-bar.module.css';

const [slowest, fastest] = [0.1, 8];
/** The choice that lets the person type. */
const other = 'other';

export interface SpeedSelectProps {
  rate: number;
  onChange: (rate: number) => void;
}

/** How fast media time runs against the clock on the wall: one of a few speeds, or a typed one. */
export function SpeedSelect({ rate, onChange }: SpeedSelectProps) {
  const [isTyping, setIsTyping] = useState(false);
  if (isTyping) {
    return (
      <SpeedField
        rate={rate}
        onDone={(typed) => {
          if (typed !== null) onChange(typed);
          setIsTyping(false);
        }}
      />
    );
  }
  const listed = [...new Set([...speeds, rate])].sort((a, b) => a - b);
  const options = [...listed.map((speed) => ({ value: String(speed), label: `${speed}×` })), { value: other, label: 'Other…' }];
  return (
    <Select
      label="Speed"
      value={String(rate)}
      options={options}
      leavesKeysToScreen
      onChange={(value) => {
        if (value === other) setIsTyping(true);
        else onChange(Number(value));
      }}
    />
  );
}

/** The speed that a text means, to two decimals; null outside 0.1 to 8. */
export function parseSpeed(text: string): number | null {
  const typed = /^(\d{1,2}(?:[.,]\d{1,4})?)\s*[×x]?$/.exec(text.trim())?.[1];
  if (typed === undefined) return null;
  const rate = Math.round(Number(typed.replace(',', '.')) * 100) / 100;
  return rate >= slowest && rate <= fastest ? rate : null;
}

function SpeedField({ rate, onDone }: { rate: number; onDone: (typed: number | null) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    // The menu it came from gives the focus back to where its button was.
    const request = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
    return () => cancelAnimationFrame(request);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone(null);
    }
    if (event.key !== 'Enter') return;
    const typed = parseSpeed(event.currentTarget.value);
    if (typed === null) setIsWrong(true);
    else onDone(typed);
  };
  return (
    <label className={styles['rate']} title={`${slowest} to ${fastest}`}>
      <input
        ref={field}
        className={styles['number']}
        aria-label={`Speed, ${slowest} to ${fastest}`}
        aria-invalid={isWrong}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={rate}
        onInput={() => setIsWrong(false)}
        onKeyDown={onKeyDown}
        onBlur={() => onDone(null)}
      />
      ×
    </label>
  );
}
