import { useState, type KeyboardEvent } from 'react';
import { frameRateLimitsHz } from '../../../preload/contract/model.ts';
import { formatFrameRate, parseFrameRate } from './frame-rate.ts';
import styles from './transport-bar.module.css';

export interface BaseRateFieldProps {
  baseRateHz: number;
  /** When frames carry timestamps, they set the rate; it is shown and cannot be changed. */
  measuredRateHz: number | null;
  onChange: (baseRateHz: number) => void;
}

/** Frames a second at speed 1×: the person's own figure, because the service gives none. */
export function BaseRateField({ baseRateHz, measuredRateHz, onChange }: BaseRateFieldProps) {
  if (measuredRateHz !== null) {
    return (
      <span className={styles['rate']} title="Measured from the frames’ timestamps">
        {formatFrameRate(measuredRateHz)} fps
      </span>
    );
  }
  // A fresh field for each rate that is set, so that it never disagrees with the player.
  return <RateInput key={baseRateHz} baseRateHz={baseRateHz} onChange={onChange} />;
}

function RateInput({ baseRateHz, onChange }: { baseRateHz: number; onChange: (baseRateHz: number) => void }) {
  const [text, setText] = useState(formatFrameRate(baseRateHz));
  const commit = () => {
    const typed = parseFrameRate(text);
    if (typed !== null && typed !== baseRateHz) onChange(typed);
    else setText(formatFrameRate(baseRateHz));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText(formatFrameRate(baseRateHz));
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <label className={styles['rate']} title={`Frames a second at speed 1×: ${frameRateLimitsHz.min} to ${frameRateLimitsHz.max}. The service does not say it; kept for this dataset.`}>
      <input
        className={styles['number']}
        aria-label="Base rate in frames per second"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      fps
    </label>
  );
}
