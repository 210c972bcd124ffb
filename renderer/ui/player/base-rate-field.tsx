import { useState, type KeyboardEvent } from 'react';
import styles from './transport-bar.module.css';

/** The limits of `frameRateHz` in the contract. */
const [lowestHz, highestHz] = [0.1, 240];

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
        {formatRate(measuredRateHz)} fps
      </span>
    );
  }
  // A fresh field for each rate that is set, so that it never disagrees with the player.
  return <RateInput key={baseRateHz} baseRateHz={baseRateHz} onChange={onChange} />;
}

function RateInput({ baseRateHz, onChange }: { baseRateHz: number; onChange: (baseRateHz: number) => void }) {
  const [text, setText] = useState(formatRate(baseRateHz));
  const commit = () => {
    const typed = Number(text.replace(',', '.'));
    const isUsable = text.trim() !== '' && typed >= lowestHz && typed <= highestHz;
    if (isUsable && typed !== baseRateHz) onChange(typed);
    else setText(formatRate(baseRateHz));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText(formatRate(baseRateHz));
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <label className={styles['rate']} title={`Frames a second at speed 1×: ${lowestHz} to ${highestHz}. The service does not say it; kept for this dataset.`}>
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

/** At most two decimals: `10`, `29.97`. */
function formatRate(rateHz: number): string {
  return String(Math.round(rateHz * 100) / 100);
}
