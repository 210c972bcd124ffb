import type { ValueRange } from '../../../viewing/point-filters.ts';
import { formatNumber, NumberField } from '../../components/number-field.tsx';
import { RangeSlider } from '../../components/range-slider.tsx';
import { Button } from '../../components/button.tsx';
import styles from './inspector.module.css';
import { sliderStep } from './slider-step.ts';

export interface RangeFilterProps {
  title: string;
  /** Null: all pass. */
  value: ValueRange | null;
  /** What occurs, e.g. in the sweep shown. */
  extent: ValueRange;
  unit: string | null;
  onChange: (value: ValueRange | null) => void;
}

/** Leaves out what is below one value and above another; both by handles and in numbers. */
export function RangeFilter({ title, value, extent, unit, onChange }: RangeFilterProps) {
  const label = title.toLowerCase();
  const ends = { min: Math.min(extent.min, value?.min ?? Infinity), max: Math.max(extent.max, value?.max ?? -Infinity) };
  const shown = value ?? extent;
  const step = sliderStep(ends);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  // Handles at both ends leave nothing out: no filter at all, so that values of later sweeps are not cut off either.
  const change = (next: ValueRange) => onChange(next.min <= ends.min && next.max >= ends.max ? null : next);
  const describe = (number: number) => `${formatNumber(number, decimals)}${unit === null ? '' : ` ${unit}`}`;
  const field = { step, decimals, ...(unit === null ? {} : { unit }) };
  return (
    <fieldset className={styles['fieldset']} aria-label={title}>
      <div className={styles['subhead']}>
        <span className={styles['label']} aria-hidden="true">
          {title}
        </span>
        {value === null ? null : (
          <Button size="small" variant="quiet" aria-label={`Clear the filter of ${label}`} onClick={() => onChange(null)}>
            Clear
          </Button>
        )}
      </div>
      <div className={styles['inset']}>
        <RangeSlider label={label} value={shown} min={ends.min} max={ends.max} step={step} describe={describe} onChange={change} />
      </div>
      <div className={styles['pair']}>
        <NumberField label={`Least ${label}, number`} value={shown.min} max={shown.max} {...field} onChange={(min) => change({ ...shown, min })} />
        <NumberField label={`Greatest ${label}, number`} value={shown.max} min={shown.min} {...field} onChange={(max) => change({ ...shown, max })} />
      </div>
    </fieldset>
  );
}
