import { Slider as Base } from '@base-ui/react/slider';
import { classNames } from './class-names.ts';
import styles from './range-slider.module.css';
import slider from './slider.module.css';

export interface RangeSliderProps {
  /** What the range is of, lower-case: the handles are named `Least …` and `Greatest …`. */
  label: string;
  value: { readonly min: number; readonly max: number };
  /** Ends of the line. A value beyond one of them is drawn there. */
  min: number;
  max: number;
  step: number;
  /** What assistive technology reads for a value, e.g. "3 m". */
  describe: (value: number) => string;
  onChange: (value: { min: number; max: number }) => void;
  /** `tall`: handles as high as the container, to lie over a picture of what is chosen from. */
  shape?: 'line' | 'tall';
}

/** Chooses from where to where on a line; as wide as its container. */
export function RangeSlider({ label, value, min, max, step, describe, onChange, shape = 'line' }: RangeSliderProps) {
  const within = (end: number) => Math.min(max, Math.max(min, end));
  const isTall = shape === 'tall';
  return (
    <Base.Root
      className={isTall ? styles['root'] : undefined}
      value={[within(value.min), within(value.max)]}
      min={min}
      max={max}
      step={step}
      // A handle stops at the other: the two never trade places under a hand.
      thumbCollisionBehavior="none"
      onValueChange={([low, high]) => {
        if (low === undefined || high === undefined) return;
        // An end beyond the line stays where it is until its own handle is moved.
        onChange({ min: low === within(value.min) ? value.min : low, max: high === within(value.max) ? value.max : high });
      }}
    >
      <Base.Control className={isTall ? styles['control'] : slider['control']}>
        <Base.Track className={isTall ? styles['track'] : slider['track']}>
          <Base.Indicator className={isTall ? undefined : slider['indicator']} />
          {(['Least', 'Greatest'] as const).map((end, index) => (
            <Base.Thumb
              key={end}
              index={index}
              className={classNames(isTall ? styles['handle'] : slider['thumb'])}
              getAriaLabel={() => `${end} ${label}`}
              getAriaValueText={(_, current) => describe(current)}
            />
          ))}
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
