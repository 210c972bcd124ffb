import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import { CalibratedViews } from '../../panels/calibration/calibrated-views.ts';
import type { Player } from '../../playback/player.ts';
import { createRigSource } from '../../stores/rig.ts';
import type { DatasetName } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';

const CalibrationContext = createContext<CalibratedViews | null>(null);
const DatasetContext = createContext<DatasetName | null>(null);

/** Puts the views of a player together by their calibration, for the panes below; both stay the same while it is there. */
export function CalibrationProvider({ player, dataset, children }: { player: Player<ViewFrame>; dataset: DatasetName; children: ReactNode }) {
  const { recording, settings } = useStores();
  const [calibrated] = useState(() => new CalibratedViews(player, createRigSource(recording, settings, dataset)));
  useEffect(() => {
    const follow = () => calibrated.setSettings(settings.getState().settings.pointCloud);
    follow();
    const stopFollowing = settings.subscribe(follow);
    return () => {
      stopFollowing();
      calibrated.dispose();
    };
  }, [calibrated, settings]);
  return (
    <DatasetContext value={dataset}>
      <CalibrationContext value={calibrated}>{children}</CalibrationContext>
    </DatasetContext>
  );
}

/** Whose conventions they are read by; null outside of a recording. */
export function useCalibratedDataset(): DatasetName | null {
  return use(DatasetContext);
}

/** Null outside of a recording, e.g. for a single file. */
export function useCalibratedViews(): CalibratedViews | null {
  return use(CalibrationContext);
}
