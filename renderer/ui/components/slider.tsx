import { Slider as Base } from '@base-ui/react/slider';
import styles from './slider.module.css';

export interface SliderProps {
  /** The accessible name. */
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** What assistive technology reads for a value, e.g. "3 px". */
  describe?: (value: number) => string;
  onChange: (value: number) => void;
}

/** Chooses a number along a line; as wide as its container. */
export function Slider({ label, value, min, max, step = 1, describe, onChange }: SliderProps) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      onValueChange={onChange}
    >
      <Base.Control className={styles['control']}>
        <Base.Track className={styles['track']}>
          <Base.Indicator className={styles['indicator']} />
          <Base.Thumb
            className={styles['thumb']}
            getAriaLabel={() => label}
            getAriaValueText={describe === undefined ? null : (_, current) => describe(current)}
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
