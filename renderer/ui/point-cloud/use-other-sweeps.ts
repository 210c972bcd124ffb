import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import { earlierFrames } from '../../viewing/accumulation.ts';
import type { PointCloudPaneProps } from './point-cloud-pane.tsx';
import { compareSweeps, feedEarlierSweeps } from './sweep-feeds.ts';

/** Brings the sweeps that are drawn with the one shown: earlier ones, and the one that it is compared with. */
export function useOtherSweeps(panel: PointCloudPanel | null, { style, scene, source }: PointCloudPaneProps, onProblem: (problem: string | null) => void): void {
  const { accumulation } = style;
  useEffect(() => {
    if (panel === null || source === null || accumulation.kind === 'off') return undefined;
    panel.setEarlier((frameIndex) => earlierFrames(accumulation, frameIndex, (index) => panel.placeOf(index).worldFromEgo?.translation ?? null));
    const stop = feedEarlierSweeps(source, panel);
    return () => {
      stop();
      panel.setEarlier(() => []);
    };
  }, [panel, source, accumulation]);

  const isDifference = useStore(scene, ({ secondSweep }) => secondSweep.mode === 'difference');
  const frameOffset = useStore(scene, ({ secondSweep }) => secondSweep.frameOffset);
  const distanceM = useStore(scene, ({ secondSweep }) => secondSweep.distanceM);
  useEffect(() => {
    if (panel === null || source === null || !isDifference) return undefined;
    return compareSweeps(source, panel, { frameOffset, distanceM }, onProblem);
  }, [panel, source, isDifference, frameOffset, distanceM, onProblem]);
}
