import { useEffect, useState } from 'react';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import { useCalibratedViews } from './calibration-context.tsx';

/**
 * Brings cameras and cuboids into a point cloud's panel and the panel's points over the cameras' pictures, as long as both
 * are there. Returns what is to be told of the panel, and of its end.
 */
export function useCalibratedCloud(viewKey: string): (panel: PointCloudPanel | null) => void {
  const views = useCalibratedViews();
  const [panel, setPanel] = useState<PointCloudPanel | null>(null);
  useEffect(() => {
    if (views === null || panel === null) return undefined;
    let leave: (() => void) | null = null;
    let isGone = false;
    const join = async () => {
      // three's share of the page, which is there since the panel is.
      const { joinCloud } = await import('../../panels/calibration/join-cloud.ts');
      if (!isGone) leave = joinCloud(views, viewKey, panel);
    };
    void join();
    return () => {
      isGone = true;
      leave?.();
    };
  }, [views, panel, viewKey]);
  return setPanel;
}
