import type { PointCloudSettings } from '../../../../preload/contract/point-cloud-settings.ts';
import { Switch } from '../../components/switch.tsx';
import { useReading } from '../use-reading.ts';
import type { ShareSource } from './conventions-section.tsx';
import { Note } from './row.tsx';
import { SliderRow } from './slider-row.tsx';

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
      <SliderRow label="Size" name="Size of points over pictures" value={overlay.pointSizePx} min={1} max={10} step={0.5} unit="px" onChange={(pointSizePx) => edit({ pointSizePx })} />
      <SliderRow label="Opacity" name="Opacity of points over pictures" value={overlay.opacity} min={0.05} max={1} step={0.05} unit="%" onChange={(opacity) => edit({ opacity })} />
      <Switch label="Hide what is behind something" isOn={overlay.hidesOccluded} onChange={(hidesOccluded) => edit({ hidesOccluded })} />
    </>
  );
}
