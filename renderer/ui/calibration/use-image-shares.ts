import { useEffect, useState } from 'react';
import { useCalibratedViews } from './calibration-context.tsx';

/** The share of the points on screen, 0 to 1, that land in one camera's picture. */
export interface ImageShare {
  readonly viewKey: string;
  readonly share: number;
}

/** Figures that change faster cannot be read, and are not worth a rendering. */
const pauseMs = 250;

/** Of each calibrated camera, live while it is asked for; null while nothing is measured. */
export function useImageShares(): readonly ImageShare[] | null {
  const views = useCalibratedViews();
  const [shares, setShares] = useState<readonly ImageShare[] | null>(null);
  useEffect(() => {
    if (views === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const measure = () => {
      timer = null;
      setShares(views.shares().flatMap(({ viewKey, share }) => (share === null ? [] : [{ viewKey, share }])));
    };
    // The first at once, then one a pause, the last of them never lost.
    timer = setTimeout(measure, 0);
    const stopFollowing = views.onStep(() => {
      timer ??= setTimeout(measure, pauseMs);
    });
    return () => {
      stopFollowing();
      if (timer !== null) clearTimeout(timer);
    };
  }, [views]);
  return shares;
}
