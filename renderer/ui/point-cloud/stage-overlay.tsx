import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointCloudView } from '../../panels/point-cloud/point-cloud-view.ts';
import { editedCropBox, type SceneStore } from '../../stores/scene-store.ts';
import { CropHandles } from './crop-handles.tsx';
import { PointCloudLegendBox } from './point-cloud-legend.tsx';
import styles from './point-cloud-pane.module.css';
import { PointCloudToolbar } from './point-cloud-toolbar.tsx';
import { PointReadout } from './point-readout.tsx';
import type { ScenePane } from './scene-pane.ts';
import { ToolHint } from './tool-hint.tsx';

export interface StageOverlayProps {
  label: string;
  style: PointCloudSettings;
  onStyleChange: (change: Partial<PointCloudSettings>) => void;
  scene: SceneStore;
  view: PointCloudView;
  pane: ScenePane;
  hasCameras: boolean;
}

/** What lies over the picture: toolbar, legend, readouts, and the words for a view that was lost. */
export function StageOverlay({ label, style, onStyleChange, scene, view, pane, hasCameras }: StageOverlayProps) {
  const state = useStore(scene);
  const legend = useSyncExternalStore(
    (listener) => view.onLegendChange(listener),
    () => view.legend,
  );
  const status = useSyncExternalStore(
    (listener) => view.onStatusChange(listener),
    () => view.status,
  );
  return (
    <>
      {state.tool === 'none' ? null : <span className={styles['middle']} aria-hidden="true" />}
      {status.state === 'lost' ? (
        <output className={styles['lost']}>{status.reason}</output>
      ) : null}
      {editedCropBox(state) === null ? null : <CropHandles view={view} editor={pane.cropBox} scene={scene} />}
      <PointCloudLegendBox legend={legend} />
      <div className={styles['top']}>
        <PointCloudToolbar
          label={label}
          style={style}
          tool={state.tool}
          camera={state.camera}
          isInspectorOpen={state.isInspectorOpen}
          hasCameras={hasCameras}
          onStyleChange={onStyleChange}
          onTool={state.toggleTool}
          onCameraChange={state.setCamera}
          onPreset={(preset) => pane.look(preset)}
          onFit={() => pane.fit()}
          onHome={() => pane.home()}
          onToggleInspector={state.toggleInspector}
        />
        <ToolHint tool={state.tool} points={state.measured?.viewKey === label ? state.measured.points : []} />
        {state.picked?.viewKey === label ? <PointReadout reading={state.picked} onClose={() => state.setPicked(null)} /> : null}
      </div>
    </>
  );
}
