import { Box } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Settings } from '../../../preload/contract/model.ts';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { PointCloudLegendBox } from './point-cloud-legend.tsx';
import styles from './point-cloud-pane.module.css';
import { PointCloudToolbar } from './point-cloud-toolbar.tsx';
import { usePointCloudPanel } from './use-point-cloud-panel.ts';

export interface PointCloudPaneProps {
  /** What is shown, e.g. the view's key: part of the names that assistive technology reads. */
  label: string;
  style: Settings['pointCloud'];
  onStyleChange: (style: Settings['pointCloud']) => void;
  /**
   * Gets the panel once it can draw, which is after the first render since its code is loaded on demand, and null when it
   * is gone. It may then be given frames by a player, or a single presentation.
   */
  onPanel: (panel: PointCloudPanel | null) => void;
  /** There will be no panel; the pane says why. */
  onFailed?: () => void;
}

/** A point-cloud panel with its controls and legend; fills its container, which must have a size of its own. */
export function PointCloudPane({ label, style, onStyleChange, onPanel, onFailed }: PointCloudPaneProps) {
  const stage = useRef<HTMLDivElement>(null);
  const announce = useEffectEvent(onPanel);
  const announceFailure = useEffectEvent(() => onFailed?.());
  const state = usePointCloudPanel(stage, label);
  const panel = state.state === 'ready' ? state.panel : null;
  const hasFailed = state.state === 'failed';

  // The ground is dark in both themes, as behind every picture (`--surface-media`).
  useEffect(() => panel?.view.setStyle({ ...style, theme: 'dark' }), [panel, style]);

  useEffect(() => {
    if (panel === null) return undefined;
    announce(panel);
    return () => announce(null);
  }, [panel]);

  useEffect(() => {
    if (hasFailed) announceFailure();
  }, [hasFailed]);

  useEffect(() => {
    const element = stage.current;
    if (element === null || panel === null) return undefined;
    const fitOnKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
      panel.view.fit();
    };
    element.addEventListener('keydown', fitOnKey);
    return () => element.removeEventListener('keydown', fitOnKey);
  }, [panel]);

  return (
    <div className={styles['pane']}>
      <div ref={stage} className={styles['stage']} hidden={hasFailed} />
      {state.state === 'failed' ? (
        <EmptyState tone="problem" icon={<Box size={20} />} title="No 3D view">
          {state.reason}
        </EmptyState>
      ) : null}
      {panel === null ? null : (
        <>
          <PointCloudToolbar
            label={label}
            style={style}
            onStyleChange={onStyleChange}
            onFit={() => panel.view.fit()}
            onReset={() => panel.view.resetView()}
          />
          <PointCloudLegendBox view={panel.view} />
        </>
      )}
    </div>
  );
}
