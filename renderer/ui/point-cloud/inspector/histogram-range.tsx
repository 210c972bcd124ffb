import { useEffect, useRef } from 'react';
import type { ColorStop } from '../../../panels/point-cloud/colormap.ts';
import type { Histogram } from '../../../panels/point-cloud/colors/histogram.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';
import { formatNumber } from '../../components/number-field.tsx';
import { RangeSlider } from '../../components/range-slider.tsx';
import { drawHistogram } from './draw-histogram.ts';
import styles from './histogram-range.module.css';
import { sliderStep } from './slider-step.ts';

export interface HistogramRangeProps {
  /** What the values are of, lower-case. */
  label: string;
  /** Null while there is nothing to count. */
  histogram: Histogram | null;
  /** The values at the ends of the colours. */
  range: ValueRange;
  /** What the width stands for. */
  extent: ValueRange;
  stops: readonly ColorStop[];
  unit: string | null;
  onChange: (range: ValueRange) => void;
}

/** How often values occur, in the colours that they are drawn in, with a handle at either end of the colours. */
export function HistogramRange({ label, histogram, range, extent, stops, unit, onChange }: HistogramRangeProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) drawHistogram(canvas.current, { histogram, range, extent, stops });
  }, [histogram, range, extent, stops]);
  const step = sliderStep(extent);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return (
    <div className={styles['histogram']}>
      <canvas ref={canvas} className={styles['bars']} aria-hidden="true" />
      <div className={styles['handles']}>
        <RangeSlider
          shape="tall"
          label={label}
          value={range}
          min={extent.min}
          max={extent.max}
          step={step}
          describe={(value) => `${formatNumber(value, decimals)}${unit === null ? '' : ` ${unit}`}`}
          // Equal ends would leave no colours between them.
          onChange={(next) => {
            if (next.max > next.min) onChange(next);
          }}
        />
      </div>
    </div>
  );
}
