import { Camera, Check, Ellipsis, Maximize, PanelRight, Pipette, Ruler } from 'lucide-react';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { colorModeChoices, measureChoices, navigationChoices } from '../../../preload/contract/view-choices.ts';
import type { SceneCamera } from '../../stores/scene-store.ts';
import type { ViewPreset } from '../../viewing/scene-camera.ts';
import type { SceneTool } from '../../viewing/scene-tool.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Menu, MenuCheckItem, MenuChoice, MenuItem, MenuSeparator } from '../components/menu.tsx';
import { Select } from '../components/select.tsx';
import { projectionChoices } from './camera-choices.ts';
import { layerChoices } from './layer-choices.ts';
import styles from './point-cloud-toolbar.module.css';
import { presetChoices } from './preset-choices.ts';
import { PointSizeSlider } from './point-size-slider.tsx';

export interface PointCloudToolbarProps {
  label: string;
  style: PointCloudSettings;
  tool: SceneTool;
  camera: SceneCamera;
  isInspectorOpen: boolean;
  /** Whether there are cameras beside the cloud: without, nothing of them is offered. */
  hasCameras: boolean;
  onStyleChange: (change: Partial<PointCloudSettings>) => void;
  onTool: (tool: SceneTool) => void;
  onCameraChange: (change: Partial<SceneCamera>) => void;
  onPreset: (preset: ViewPreset) => void;
  onFit: () => void;
  onHome: () => void;
  onToggleInspector: () => void;
}

const iconSize = 15;

/** What is reached for all the time; the rest is in the inspector. */
export function PointCloudToolbar(props: PointCloudToolbarProps) {
  const { label, style, tool, isInspectorOpen, onStyleChange, onTool, onFit, onToggleInspector } = props;
  const { pointSize } = style;
  return (
    <fieldset className={styles['toolbar']} aria-label={`Display of ${label}`}>
      <Select label="Colour by" value={style.colorMode} options={colorModeChoices} leavesKeysToScreen onChange={(colorMode) => onStyleChange({ colorMode })} />
      <div className={styles['slider']}>
        <PointSizeSlider pointSize={pointSize} onChange={(next) => onStyleChange({ pointSize: next })} />
      </div>
      <IconButton size="small" label="Read a point" icon={<Pipette size={iconSize} />} isPressed={tool === 'pick'} onClick={() => onTool('pick')} />
      <MeasureMenu tool={tool} onTool={onTool} />
      <CameraMenu {...props} />
      <IconButton size="small" label="Fit to points" shortcut="F" icon={<Maximize size={iconSize} />} onClick={onFit} />
      <LayersMenu {...props} />
      <IconButton size="small" label="Inspector" icon={<PanelRight size={iconSize} />} isPressed={isInspectorOpen} onClick={onToggleInspector} />
    </fieldset>
  );
}

function MeasureMenu({ tool, onTool }: Pick<PointCloudToolbarProps, 'tool' | 'onTool'>) {
  const isMeasuring = measureChoices.some(({ value }) => value === tool);
  return (
    <Menu leavesKeysToScreen trigger={<IconButton size="small" label="Measure" icon={<Ruler size={iconSize} />} isPressed={isMeasuring} />}>
      {measureChoices.map(({ value, label }) => (
        <MenuItem key={value} onSelect={() => onTool(value)} icon={tool === value ? <Check size={14} /> : null}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

function CameraMenu({ camera, onCameraChange, onPreset, onHome }: PointCloudToolbarProps) {
  return (
    <Menu leavesKeysToScreen trigger={<IconButton size="small" label="Camera" icon={<Camera size={iconSize} />} />}>
      <MenuItem detail="H" onSelect={onHome}>
        Home
      </MenuItem>
      <MenuSeparator />
      {presetChoices.map(({ preset, label, key }) => (
        <MenuItem key={preset} detail={key} onSelect={() => onPreset(preset)}>
          {label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuChoice label="Dragging" value={camera.navigation} options={navigationChoices} onChange={(navigation) => onCameraChange({ navigation })} />
      <MenuSeparator />
      <MenuChoice label="Projection (P)" value={camera.projection} options={projectionChoices} onChange={(projection) => onCameraChange({ projection })} />
    </Menu>
  );
}

function LayersMenu({ style, hasCameras, onStyleChange }: PointCloudToolbarProps) {
  const { overlay } = style;
  return (
    <Menu align="end" leavesKeysToScreen trigger={<IconButton size="small" label="More" icon={<Ellipsis size={iconSize} />} />}>
      {layerChoices(hasCameras).map(({ key, label }) => (
        <MenuCheckItem key={key} isChecked={style[key]} onChange={(isOn) => onStyleChange({ [key]: isOn })}>
          {label}
        </MenuCheckItem>
      ))}
      {hasCameras ? (
        <MenuCheckItem isChecked={overlay.isOn} onChange={(isOn) => onStyleChange({ overlay: { ...overlay, isOn } })}>
          Points over pictures
        </MenuCheckItem>
      ) : null}
    </Menu>
  );
}
