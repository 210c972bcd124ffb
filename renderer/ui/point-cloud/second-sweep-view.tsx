import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PointCloudSettings } from '../../../preload/contract/point-cloud-settings.ts';
import { linkCameras } from '../../panels/point-cloud/cameras/camera-link.ts';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import type { SceneStore } from '../../stores/scene-store.ts';
import { classNames } from '../components/class-names.ts';
import styles from './point-cloud-pane.module.css';
import { feedSecondSweep, type SweepSource } from './sweep-feeds.ts';
import { usePointCloudPanel } from './use-point-cloud-panel.ts';

export interface SecondSweepViewProps {
  /** What it stands beside. */
  first: PointCloudPanel;
  label: string;
  style: PointCloudSettings;
  scene: SceneStore;
  source: SweepSource;
  onProblem: (problem: string | null) => void;
}

/** Another sweep of the same view, looked at from the same place and coloured alike. */
export function SecondSweepView({ first, label, style, scene, source, onProblem }: SecondSweepViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const state = usePointCloudPanel(host, { label: `another frame of ${label}`, viewKey: label, scene, isPlayed: true, isSecond: true });
  const panel = state.state === 'ready' ? state.panel : null;
  const frameOffset = useStore(scene, ({ secondSweep }) => secondSweep.frameOffset);
  const [frameIndex, setFrameIndex] = useState<number | null>(null);

  useEffect(() => panel?.view.setStyle({ ...style, theme: 'dark' }), [panel, style]);

  useEffect(() => {
    if (panel === null) return undefined;
    panel.setPlaces((index) => first.placeOf(index));
    const stopFeeding = feedSecondSweep(source, first, frameOffset, {
      show: (other) => {
        panel.view.shareSceneOrigin(first.view.sceneOrigin);
        panel.present({ skewMs: null, frameIndex: other?.frameIndex ?? null, outcome: other?.outcome ?? { state: 'missing', reason: '' } });
        setFrameIndex(other?.frameIndex ?? null);
        // The leader's next picture takes the other along, which may just have framed its first sweep.
        first.view.redraw();
      },
      explain: onProblem,
    });
    const unlink = linkCameras(first.view, panel.view);
    const stopColours = followRange(first, panel, scene);
    return () => {
      stopColours();
      unlink();
      stopFeeding();
    };
  }, [panel, first, scene, source, frameOffset, onProblem]);

  return (
    <div className={classNames(styles['stage'], styles['second'])}>
      <div ref={host} className={styles['canvas']} />
      <p className={styles['caption']}>{state.state === 'failed' ? state.reason : frameIndex === null ? 'No sweep' : `Frame ${frameIndex + 1}`}</p>
    </div>
  );
}

/** A colour means the same in both: the range that was measured in the first holds for the second. */
function followRange(first: PointCloudPanel, second: PointCloudPanel, scene: SceneStore): () => void {
  const follow = () => {
    const { rangeKey, scale } = first.view.legend;
    const { ranges } = scene.getState();
    second.view.setRanges(rangeKey !== null && scale.kind === 'ramp' ? { ...ranges, [rangeKey]: scale.range } : ranges);
  };
  follow();
  const stops = [first.view.onLegendChange(follow), scene.subscribe(follow)];
  return () => {
    for (const stop of stops) stop();
  };
}
