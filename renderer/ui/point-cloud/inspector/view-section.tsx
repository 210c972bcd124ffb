import { navigationChoices } from '../../../../preload/contract/view-choices.ts';
import type { SceneCamera } from '../../../stores/scene-store.ts';
import type { ViewPreset } from '../../../viewing/scene-camera.ts';
import { Button } from '../../components/button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { projectionChoices } from '../camera-choices.ts';
import { presetChoices } from '../preset-choices.ts';
import styles from './inspector.module.css';
import { Note, Row } from './row.tsx';

export interface ViewSectionProps {
  camera: SceneCamera;
  /** Whether where the ego is is known: without, there is nothing to follow. */
  hasEgo: boolean;
  onChange: (change: Partial<SceneCamera>) => void;
  onPreset: (preset: ViewPreset) => void;
  onHome: () => void;
  onFit: () => void;
}

const follows = [
  { value: 'none', label: 'Off' },
  { value: 'position', label: 'Position' },
  { value: 'heading', label: 'Heading' },
] as const;

/** From where the scene is looked at, and how one moves through it. */
export function ViewSection({ camera, hasEgo, onChange, onPreset, onHome, onFit }: ViewSectionProps) {
  return (
    <>
      <div className={styles['presets']}>
        {presetChoices.map(({ preset, label, key }) => (
          <Button key={preset} size="small" onClick={() => onPreset(preset)} aria-keyshortcuts={key}>
            <span className={styles['presetName']}>{label}</span>
            <kbd className={styles['key']} aria-hidden="true">
              {key}
            </kbd>
          </Button>
        ))}
      </div>
      <Row label="Drag to">
        <Segmented label="Drag to" value={camera.navigation} options={navigationChoices} onChange={(navigation) => onChange({ navigation })} />
      </Row>
      <Row label="Projection">
        <Segmented label="Projection" value={camera.projection} options={projectionChoices} onChange={(projection) => onChange({ projection })} />
      </Row>
      <Row label="Follow">
        <Segmented label="Follow the vehicle" value={camera.follow} options={follows} onChange={(follow) => onChange({ follow })} />
      </Row>
      {hasEgo ? null : <Note>Where the vehicle was is not known for this frame: there is nothing to follow.</Note>}
      <Note>W A S D fly, Q and E sink and rise, Shift is faster: with the focus on the picture.</Note>
      <div className={styles['actions']}>
        <Button size="small" onClick={onHome} aria-keyshortcuts="H">
          Home
        </Button>
        <Button size="small" onClick={onFit} aria-keyshortcuts="F">
          Fit to points
        </Button>
      </div>
    </>
  );
}
