import { useMemo } from 'react';
import { useStore } from 'zustand';
import { usualConventions } from '../../../preload/contract/point-cloud-settings.ts';
import { datasetSettings } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { useCalibratedDataset, useCalibratedViews } from '../calibration/calibration-context.tsx';
import type { PaneCalibration } from '../point-cloud/inspector/inspector.tsx';

/** What the inspector needs to set how the sensors of a dataset go together; null outside of a recording. */
export function useCalibrationControls(): PaneCalibration | null {
  const { settings, sidecars } = useStores();
  const views = useCalibratedViews();
  const dataset = useCalibratedDataset();
  const conventions = useStore(settings, (state) => (dataset === null ? usualConventions : (datasetSettings(state.settings, dataset).conventions ?? usualConventions)));
  const shareSource = useMemo(() => {
    return views === null ? null : { subscribe: (listener: () => void) => views.onStep(listener), read: () => views.shares() };
  }, [views]);
  return useMemo(
    () =>
      shareSource === null || dataset === null
        ? null
        : {
            conventions,
            onConventions: (chosen) => void settings.getState().updateDataset(dataset, { conventions: chosen }),
            shareSource,
            sidecars,
          },
    [shareSource, conventions, settings, sidecars, dataset],
  );
}
