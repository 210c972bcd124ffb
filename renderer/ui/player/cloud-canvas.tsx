import { useRef } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { useCalibratedCloud } from '../calibration/use-calibrated-cloud.ts';
import { PointCloudPane } from '../point-cloud/point-cloud-pane.tsx';
import type { ViewCanvasProps } from './view-pane.tsx';

/** A point cloud's canvas with its controls; its style is shared by all clouds and kept. */
export function CloudCanvas({ viewKey, attach, onFailed }: ViewCanvasProps) {
  const { settings } = useStores();
  const style = useStore(settings, (state) => state.settings.pointCloud);
  const tellCalibration = useCalibratedCloud(viewKey);
  const detach = useRef<(() => void) | null>(null);
  return (
    <PointCloudPane
      label={viewKey}
      style={style}
      onStyleChange={(pointCloud) => void settings.getState().update({ pointCloud })}
      onPanel={(panel) => {
        detach.current?.();
        detach.current = panel === null ? null : attach(panel);
        tellCalibration(panel);
      }}
      onFailed={onFailed}
    />
  );
}
