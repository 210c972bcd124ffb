import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { useCalibratedViews } from '../calibration/calibration-context.tsx';
import { useCalibratedCloud } from '../calibration/use-calibrated-cloud.ts';
import { PointCloudPane } from '../point-cloud/point-cloud-pane.tsx';
import { useCalibrationControls } from './use-calibration-controls.ts';
import type { ViewCanvasProps } from './view-pane.tsx';

/** A point cloud's canvas with its controls; its style is shared by all clouds and kept. */
export function CloudCanvas({ viewKey, frameCount, player, attach, onFailed }: ViewCanvasProps) {
  const { settings, scene, viewing } = useStores();
  const style = useStore(settings, (state) => state.settings.pointCloud);
  const source = useMemo(() => ({ player, viewKey, frameCount }), [player, viewKey, frameCount]);
  const calibrated = useCalibratedViews();
  const calibration = useCalibrationControls();
  const tellCalibration = useCalibratedCloud(viewKey);
  const detach = useRef<(() => void) | null>(null);
  return (
    <PointCloudPane
      label={viewKey}
      style={style}
      onStyleChange={(pointCloud) => void settings.getState().update({ pointCloud })}
      scene={scene}
      source={source}
      calibration={calibration}
      takesKeys={() => viewing.getState().activeView === viewKey && viewing.getState().comparison === null}
      onActive={() => viewing.getState().setActiveView(viewKey)}
      onPanel={(panel) => {
        detach.current?.();
        // Before its first frame: where that lies decides where the scene has its zero.
        if (calibrated !== null) panel?.setPlaces((frameIndex) => calibrated.placeOf(viewKey, frameIndex));
        detach.current = panel === null ? null : attach(panel);
        tellCalibration(panel);
      }}
      onFailed={() => {
        viewing.getState().noteUndrawable(viewKey);
        onFailed();
      }}
    />
  );
}
