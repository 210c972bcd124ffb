import type { PointCloudSettings } from '../../../../preload/contract/point-cloud-settings.ts';
import { NumberField } from '../../components/number-field.tsx';
import { Slider } from '../../components/slider.tsx';
import { Switch } from '../../components/switch.tsx';
import { useReading } from '../use-reading.ts';
import type { ShareSource } from './conventions-section.tsx';
import styles from './inspector.module.css';
import { Note, Row } from './row.tsx';

type Overlay = PointCloudSettings['overlay'];

export interface CamerasSectionProps {
  overlay: Overlay;
  /** Of the cameras whose place and lens are known. Stable. */
  shareSource: ShareSource;
  onChange: (overlay: Overlay) => void;
}

/** The points drawn over the pictures of the cameras. */
export function CamerasSection({ overlay, shareSource, onChange }: CamerasSectionProps) {
  const cameras = useReading(shareSource.subscribe, shareSource.read);
  const edit = (part: Partial<Overlay>) => onChange({ ...overlay, ...part });
  return (
    <>
      <Switch label="Points over the cameras’ pictures" isOn={overlay.isOn} onChange={(isOn) => edit({ isOn })} />
      {cameras.length > 0 ? null : <Note>No camera of this sequence has a calibration: add one under Calibration files.</Note>}
      <Row label="Size">
        <span className={styles['measured']}>
          <Slider
            label="Size of points over pictures"
            value={overlay.pointSizePx}
            min={1}
            max={10}
            step={0.5}
            describe={(value) => `${value} px`}
            onChange={(pointSizePx) => edit({ pointSizePx })}
          />
          <NumberField label="Size of points over pictures, number" unit="px" value={overlay.pointSizePx} min={1} max={10} step={0.5} onChange={(pointSizePx) => edit({ pointSizePx })} />
        </span>
      </Row>
      <Row label="Opacity">
        <span className={styles['measured']}>
          <Slider
            label="Opacity of points over pictures"
            value={overlay.opacity}
            min={0.05}
            max={1}
            step={0.05}
            describe={(value) => `${Math.round(value * 100)} %`}
            onChange={(opacity) => edit({ opacity })}
          />
          <NumberField
            label="Opacity of points over pictures, number"
            unit="%"
            value={Math.round(overlay.opacity * 100)}
            min={5}
            max={100}
            step={5}
            onChange={(percent) => edit({ opacity: percent / 100 })}
          />
        </span>
      </Row>
      <Switch label="Hide what is behind something" isOn={overlay.hidesOccluded} onChange={(hidesOccluded) => edit({ hidesOccluded })} />
    </>
  );
}
