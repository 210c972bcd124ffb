import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { Slider } from '../components/slider.tsx';
import { pointSizeLimits } from './point-size.ts';

/** How large points are, in the unit that is chosen: in the toolbar and in the inspector. */
export function PointSizeSlider({ pointSize, onChange }: { pointSize: PointCloudSettings['pointSize']; onChange: (pointSize: PointCloudSettings['pointSize']) => void }) {
  return (
    <Slider
      label="Point size"
      value={pointSize.value}
      {...pointSizeLimits[pointSize.unit]}
      describe={(value) => `${value} ${pointSize.unit}`}
      onChange={(value) => onChange({ ...pointSize, value })}
    />
  );
}
