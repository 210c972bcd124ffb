import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { PointCloudPane } from '../point-cloud/point-cloud-pane.tsx';
import type { ViewCanvasProps } from './view-pane.tsx';

/** A point cloud's canvas with its controls; its style is shared by all clouds and kept. */
export function CloudCanvas({ viewKey, frameCount, player, attach, onFailed }: ViewCanvasProps) {
  const { settings, scene, viewing } = useStores();
  const style = useStore(settings, (state) => state.settings.pointCloud);
  const source = useMemo(() => ({ player, viewKey, frameCount }), [player, viewKey, frameCount]);
  const detach = useRef<(() => void) | null>(null);
  return (
    <PointCloudPane
      label={viewKey}
      style={style}
      onStyleChange={(pointCloud) => void settings.getState().update({ pointCloud })}
      scene={scene}
      source={source}
      takesKeys={() => viewing.getState().activeView === viewKey && viewing.getState().comparison === null}
      onActive={() => viewing.getState().setActiveView(viewKey)}
      onPanel={(panel) => {
        detach.current?.();
        detach.current = panel === null ? null : attach(panel);
      }}
      onFailed={onFailed}
    />
  );
}
