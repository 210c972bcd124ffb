import { NumberField } from '../../components/number-field.tsx';
import { Slider } from '../../components/slider.tsx';
import styles from './inspector.module.css';
import { Row } from './row.tsx';

export interface SliderRowProps {
  /** Words on the left, for sight. */
  label: string;
  /** The accessible name of the slider; the number beside it is `NAME, number`. */
  name: string;
  value: number;
  min: number;
  max: number;
  step: number;
  unit: 'px' | '%';
  /** In words, where it is not the number and its unit. */
  describe?: (value: number) => string;
  onChange: (value: number) => void;
}

/** A value by a handle and in figures; parts of 1 are shown in per cent. */
export function SliderRow({ label, name, value, min, max, step, unit, describe, onChange }: SliderRowProps) {
  const scale = unit === '%' ? 100 : 1;
  // Without the digits that binary fractions add.
  const shown = (part: number) => Number((part * scale).toPrecision(9));
  return (
    <Row label={label}>
      <span className={styles['measured']}>
        <Slider label={name} value={value} min={min} max={max} step={step} describe={describe ?? ((part) => `${shown(part)} ${unit}`)} onChange={onChange} />
        <NumberField label={`${name}, number`} unit={unit} value={shown(value)} min={shown(min)} max={shown(max)} step={shown(step)} onChange={(next) => onChange(next / scale)} />
      </span>
    </Row>
  );
}
