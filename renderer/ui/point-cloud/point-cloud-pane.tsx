import { Box } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import type { SceneStore } from '../../stores/scene-store.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Inspector, type PaneCalibration } from './inspector/inspector.tsx';
import styles from './point-cloud-pane.module.css';
import { SecondSweepView } from './second-sweep-view.tsx';
import { StageOverlay } from './stage-overlay.tsx';
import type { SweepSource } from './sweep-feeds.ts';
import { useOtherSweeps } from './use-other-sweeps.ts';
import { usePointCloudPanel } from './use-point-cloud-panel.ts';
import { useSceneKeys } from './use-scene-keys.ts';

export interface PointCloudPaneProps {
  /** What is shown, e.g. the view's key: part of the names that assistive technology reads. */
  label: string;
  style: PointCloudSettings;
  onStyleChange: (style: PointCloudSettings) => void;
  /** How the scene is looked at, shared by the panes that are to be looked at alike. */
  scene: SceneStore;
  /** Where the view's other sweeps come from; null for a single file. */
  source: SweepSource | null;
  /** What ties the points to cameras beside them; null without any. */
  calibration: PaneCalibration | null;
  /** Whether keys that are pressed anywhere on the screen are meant for this pane; those pressed in it always are. */
  takesKeys: () => boolean;
  /** The person points at the pane or works in it. */
  onActive?: () => void;
  /**
   * Gets the panel once it can draw, which is after the first render since its code is loaded on demand, and null when it
   * is gone. It may then be given frames by a player, or a single presentation.
   */
  onPanel: (panel: PointCloudPanel | null) => void;
  /** There will be no panel; the pane says why. */
  onFailed?: () => void;
}

/** A point-cloud panel with its controls and legend; fills its container, which must have a size of its own. */
export function PointCloudPane(props: PointCloudPaneProps) {
  const { label, style, scene, source, onPanel, onFailed, onActive } = props;
  const area = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const announce = useEffectEvent(onPanel);
  const announceFailure = useEffectEvent(() => onFailed?.());
  const activate = useEffectEvent(() => onActive?.());
  const state = usePointCloudPanel(stage, { label, viewKey: label, scene, isPlayed: source !== null });
  const panel = state.state === 'ready' ? state.panel : null;
  const pane = state.state === 'ready' ? state.pane : null;
  const hasFailed = state.state === 'failed';
  const isInspectorOpen = useStore(scene, (current) => current.isInspectorOpen);

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
    const element = area.current;
    if (element === null) return undefined;
    const listening = new AbortController();
    for (const type of ['pointerenter', 'focusin'] as const) element.addEventListener(type, () => activate(), { signal: listening.signal });
    return () => listening.abort();
  }, []);

  useSceneKeys(pane, scene, area, props.takesKeys);
  useEffect(() => pane?.showRings(style.showRangeRings), [pane, style.showRangeRings]);
  const [sweepProblem, setSweepProblem] = useState<string | null>(null);
  useOtherSweeps(panel, props, setSweepProblem);
  const isSplit = useStore(scene, (current) => current.secondSweep.mode === 'side-by-side') && source !== null;
  const changeStyle = (change: Partial<PointCloudSettings>) => props.onStyleChange({ ...style, ...change });
  return (
    <div ref={area} className={styles['pane']}>
      <div className={styles['body']}>
        <div className={styles['stages']}>
          <div className={styles['stage']}>
            <div ref={stage} className={styles['canvas']} hidden={hasFailed} />
            {state.state === 'failed' ? (
              <EmptyState tone="problem" icon={<Box size={20} />} title="No 3D view">
                {state.reason}
              </EmptyState>
            ) : null}
            {panel === null || pane === null ? null : (
              <StageOverlay label={label} style={style} onStyleChange={changeStyle} scene={scene} view={panel.view} pane={pane} hasCameras={props.calibration !== null} />
            )}
          </div>
          {panel !== null && isSplit ? <SecondSweepView first={panel} label={label} style={style} scene={scene} source={source} onProblem={setSweepProblem} /> : null}
        </div>
        {panel === null || pane === null || !isInspectorOpen ? null : (
          <Inspector
            label={label}
            view={panel.view}
            pane={pane}
            scene={scene}
            style={style}
            onStyleChange={changeStyle}
            sweeps={source === null ? null : { problem: sweepProblem }}
            calibration={props.calibration}
          />
        )}
      </div>
    </div>
  );
}
