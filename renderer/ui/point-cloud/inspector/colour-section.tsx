import { colormapNames, type PointCloudSettings } from '../../../../preload/contract/point-cloud-settings.ts';
import { colorModeChoices } from '../../../../preload/contract/view-choices.ts';
import { rampStops, stopsGradient, type ColorStop } from '../../../panels/point-cloud/colormap.ts';
import type { Histogram } from '../../../panels/point-cloud/colors/histogram.ts';
import type { PointCloudLegend } from '../../../panels/point-cloud/point-cloud-style.ts';
import type { ValueRange } from '../../../viewing/point-filters.ts';
import { Button } from '../../components/button.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Select } from '../../components/select.tsx';
import { Switch } from '../../components/switch.tsx';
import { drawnInColormap } from '../color-mode-choices.ts';
import { HistogramRange } from './histogram-range.tsx';
import styles from './inspector.module.css';
import { Note, Row } from './row.tsx';
import { roundedOutward, sliderStep } from './slider-step.ts';

export interface ColourSectionProps {
  style: PointCloudSettings;
  legend: PointCloudLegend;
  /** Of the cloud that is shown, in the file's order. */
  fieldNames: readonly string[];
  histogram: Histogram | null;
  onStyleChange: (change: Partial<PointCloudSettings>) => void;
  /** Null: measured again. */
  onRangeChange: (rangeKey: string, range: ValueRange | null) => void;
}

/** What the points' colours stand for. */
export function ColourSection({ style, legend, fieldNames, histogram, onStyleChange, onRangeChange }: ColourSectionProps) {
  const { colorMode } = style;
  const { scale, rangeKey } = legend;
  return (
    <>
      <Row label="Colour by">
        <Select label="Colour points by" value={colorMode} options={colorModeChoices} onChange={(next) => onStyleChange({ colorMode: next })} />
      </Row>
      {colorMode === 'field' && fieldNames.length > 0 ? (
        <Row label="Field">
          <Select
            label="Field"
            value={fieldNames.find((name) => name === style.fieldName) ?? fieldNames[0] ?? ''}
            options={fieldNames.map((name) => ({ value: name, label: name }))}
            onChange={(fieldName) => onStyleChange({ fieldName })}
          />
        </Row>
      ) : null}
      {colorMode === 'neutral' ? (
        <Row label="Colour">
          <input
            type="color"
            className={styles['color']}
            aria-label="Colour of all points"
            value={style.neutralColor}
            onChange={(event) => onStyleChange({ neutralColor: event.currentTarget.value })}
          />
        </Row>
      ) : null}
      {drawnInColormap(colorMode) || style.isColoredByAge ? (
        <>
          <Row label="Colour map">
            <Select
              label="Colour map"
              value={style.colormap}
              options={colormapNames.map((colormap) => ({
                value: colormap,
                label: `${colormap.slice(0, 1).toUpperCase()}${colormap.slice(1)}`,
                preview: <Ramp stops={rampStops({ colormap, isReversed: style.isColormapReversed })} />,
              }))}
              onChange={(colormap) => onStyleChange({ colormap })}
            />
          </Row>
          <Switch label="Reverse the colour map" isOn={style.isColormapReversed} onChange={(isColormapReversed) => onStyleChange({ isColormapReversed })} />
        </>
      ) : null}
      {scale.kind === 'missing' ? <Note>{scale.reason}.</Note> : null}
      {scale.kind === 'ramp' && rangeKey !== null ? (
        <RangeOfColours key={rangeKey} legend={legend} scale={scale} histogram={histogram} onChange={(range) => onRangeChange(rangeKey, range)} />
      ) : null}
    </>
  );
}

function Ramp({ stops }: { stops: readonly ColorStop[] }) {
  return <span className={styles['ramp']} style={{ backgroundImage: stopsGradient(stops, 'right') }} />;
}

interface RangeOfColoursProps {
  legend: PointCloudLegend;
  scale: Extract<PointCloudLegend['scale'], { kind: 'ramp' }>;
  histogram: Histogram | null;
  onChange: (range: ValueRange | null) => void;
}

function RangeOfColours({ legend, scale, histogram, onChange }: RangeOfColoursProps) {
  const { range, unit, stops, isAuto } = scale;
  const label = `${legend.title.toLowerCase()} in colour`;
  const extent = roundedOutward({ min: Math.min(range.min, histogram?.min ?? range.min), max: Math.max(range.max, histogram?.max ?? range.max) });
  const step = sliderStep(extent);
  const field = { step, decimals: Math.max(0, -Math.floor(Math.log10(step))), ...(unit === null ? {} : { unit }) };
  return (
    <fieldset className={styles['fieldset']} aria-label="Range of the colours">
      <div className={styles['subhead']}>
        <span className={styles['label']} aria-hidden="true">
          {unit === null ? legend.title : `${legend.title}, ${unit}`}
        </span>
        <Button size="small" variant="quiet" disabled={isAuto} focusableWhenDisabled onClick={() => onChange(null)}>
          Auto
        </Button>
      </div>
      <HistogramRange label={label} histogram={histogram} range={range} extent={extent} stops={stops} unit={unit} onChange={onChange} />
      <div className={styles['pair']}>
        <NumberField label={`Least ${label}, number`} value={range.min} max={range.max - step} {...field} onChange={(min) => onChange({ ...range, min })} />
        <NumberField label={`Greatest ${label}, number`} value={range.max} min={range.min + step} {...field} onChange={(max) => onChange({ ...range, max })} />
      </div>
    </fieldset>
  );
}
