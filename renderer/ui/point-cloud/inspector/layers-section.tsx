import type { PointCloudSettings } from '../../../../preload/contract/point-cloud-settings.ts';
import { NumberField } from '../../components/number-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Select } from '../../components/select.tsx';
import { Switch } from '../../components/switch.tsx';
import { layerChoices } from '../layer-choices.ts';
import { pointSizeLimits, resized } from '../point-size.ts';
import styles from './inspector.module.css';
import { Note, Row } from './row.tsx';
import { PointSizeSlider } from '../point-size-slider.tsx';
import { SliderRow } from './slider-row.tsx';

export interface LayersSectionProps {
  style: PointCloudSettings;
  /** Whether there are earlier sweeps to draw with this one. */
  isPlayed: boolean;
  /** Whether where the vehicle was is known. */
  hasEgo: boolean;
  /** Whether there are cameras beside the cloud: without, nothing of them is offered. */
  hasCameras: boolean;
  onStyleChange: (change: Partial<PointCloudSettings>) => void;
}

const units = [
  { value: 'px', label: 'Pixels' },
  { value: 'm', label: 'Metres' },
] as const;
const shapes = [
  { value: 'round', label: 'Round' },
  { value: 'square', label: 'Square' },
] as const;
const accumulations = [
  { value: 'off', label: 'One sweep' },
  { value: 'sweeps', label: 'Last sweeps' },
  { value: 'metres', label: 'Last metres' },
] as const;

const million = 1e6;

/** What is drawn besides the points of this sweep, and how the points themselves are. */
export function LayersSection({ style, isPlayed, hasEgo, hasCameras, onStyleChange }: LayersSectionProps) {
  const { pointSize } = style;
  const size = pointSizeLimits[pointSize.unit];
  return (
    <>
      <div className={styles['switches']}>
        {layerChoices(hasCameras).map(({ key, label }) => (
          <Switch key={key} label={label} isOn={style[key]} onChange={(isOn) => onStyleChange({ [key]: isOn })} />
        ))}
      </div>
      <Row label="Point size">
        <span className={styles['measured']}>
          <PointSizeSlider pointSize={pointSize} onChange={(next) => onStyleChange({ pointSize: next })} />
          <NumberField
            label="Point size, number"
            unit={pointSize.unit}
            value={pointSize.value}
            min={size.min}
            max={size.max}
            step={size.step}
            onChange={(value) => onStyleChange({ pointSize: { ...pointSize, value } })}
          />
        </span>
      </Row>
      <Row label="Size in">
        <Segmented label="Size in" value={pointSize.unit} options={units} onChange={(unit) => onStyleChange({ pointSize: resized(pointSize, unit) })} />
      </Row>
      <Row label="Shape">
        <Segmented label="Shape of points" value={style.pointShape} options={shapes} onChange={(pointShape) => onStyleChange({ pointShape })} />
      </Row>
      <SliderRow
        label="Shading"
        name="Eye-dome lighting"
        value={style.edlStrength}
        min={0}
        max={1}
        step={0.05}
        unit="%"
        describe={(value) => (value === 0 ? 'off' : `${Math.round(value * 100)} %`)}
        onChange={(edlStrength) => onStyleChange({ edlStrength })}
      />
      {hasCameras && style.showFrusta ? (
        <SliderRow label="Frusta" name="Size of frusta" value={style.frustumScale} min={0.2} max={5} step={0.1} unit="%" onChange={(frustumScale) => onStyleChange({ frustumScale })} />
      ) : null}
      {isPlayed ? <Accumulation style={style} hasEgo={hasEgo} onStyleChange={onStyleChange} /> : null}
      <Row label="Budget">
        <NumberField
          label="Points at most, in millions"
          unit="M points"
          value={style.maxPoints / million}
          min={0.1}
          max={50}
          step={0.5}
          decimals={2}
          onChange={(millions) => onStyleChange({ maxPoints: Math.round(millions * million) })}
        />
      </Row>
    </>
  );
}

function Accumulation({ style, hasEgo, onStyleChange }: Omit<LayersSectionProps, 'isPlayed' | 'hasCameras'>) {
  const { accumulation } = style;
  return (
    <>
      <Row label="Show">
        <Select
          label="Sweeps that are shown"
          value={accumulation.kind}
          options={accumulations}
          onChange={(kind) => onStyleChange({ accumulation: kind === 'sweeps' ? { kind, count: 10 } : kind === 'metres' ? { kind, metres: 20 } : { kind } })}
        />
      </Row>
      {accumulation.kind === 'off' ? null : (
        <>
          <Row label="At most">
            {accumulation.kind === 'sweeps' ? (
              <NumberField
                label="Sweeps at most"
                unit="sweeps"
                value={accumulation.count}
                min={2}
                max={200}
                decimals={0}
                onChange={(count) => onStyleChange({ accumulation: { kind: 'sweeps', count: Math.round(count) } })}
              />
            ) : (
              <NumberField
                label="Metres driven at most"
                unit="m"
                value={accumulation.metres}
                min={1}
                max={1_000}
                step={5}
                onChange={(metres) => onStyleChange({ accumulation: { kind: 'metres', metres } })}
              />
            )}
          </Row>
          {hasEgo ? null : <Note>{accumulation.kind === 'metres' ? 'Where the vehicle was is not known: metres cannot be counted, and one sweep is shown.' : 'Where the vehicle was is not known: the sweeps lie over each other as they were recorded.'}</Note>}
          <Switch label="Colour by age" isOn={style.isColoredByAge} onChange={(isColoredByAge) => onStyleChange({ isColoredByAge })} />
        </>
      )}
    </>
  );
}
