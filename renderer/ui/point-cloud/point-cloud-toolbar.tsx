import { Axis3d, Grid3x3, Maximize, RotateCcw } from 'lucide-react';
import type { Settings } from '../../../preload/contract/model.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Select } from '../components/select.tsx';
import { Slider } from '../components/slider.tsx';
import styles from './point-cloud-toolbar.module.css';

type Style = Settings['pointCloud'];

export interface PointCloudToolbarProps {
  label: string;
  style: Style;
  onStyleChange: (style: Style) => void;
  onFit: () => void;
  onReset: () => void;
}

const colorModes = [
  { value: 'height', label: 'Height' },
  { value: 'intensity', label: 'Intensity' },
] as const satisfies readonly { value: Style['colorMode']; label: string }[];

const iconSize = 15;

/** How the points are drawn, and from where. */
export function PointCloudToolbar({ label, style, onStyleChange, onFit, onReset }: PointCloudToolbarProps) {
  const change = (part: Partial<Style>) => onStyleChange({ ...style, ...part });
  return (
    <fieldset className={styles['toolbar']} aria-label={`Display of ${label}`}>
      <Select label="Color by" value={style.colorMode === 'intensity' ? 'intensity' : 'height'} options={colorModes} onChange={(colorMode) => change({ colorMode })} />
      <div className={styles['slider']}>
        <Slider
          label="Point size"
          value={style.pointSize.value}
          min={1}
          max={10}
          step={0.5}
          describe={(value) => `${value} px`}
          onChange={(value) => change({ pointSize: { value, unit: 'px' } })}
        />
      </div>
      <IconButton
        size="small"
        label="Grid"
        icon={<Grid3x3 size={iconSize} />}
        isPressed={style.showGrid}
        onClick={() => change({ showGrid: !style.showGrid })}
      />
      <IconButton
        size="small"
        label="Axes"
        icon={<Axis3d size={iconSize} />}
        isPressed={style.showAxes}
        onClick={() => change({ showAxes: !style.showAxes })}
      />
      <IconButton size="small" label="Fit to points" shortcut="F" icon={<Maximize size={iconSize} />} onClick={onFit} />
      <IconButton size="small" label="Reset view" icon={<RotateCcw size={iconSize} />} onClick={onReset} />
    </fieldset>
  );
}
