import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';

/** Sizes of a group's panes, in per cent, in their order. */
export interface PaneSizes {
  /** Null when none were kept, or for another number of panes. */
  sizes: readonly number[] | null;
  keep: (sizes: readonly number[]) => void;
}

/** The sizes that the person gave the panes of the group of this name, over restarts. Read once: the panes follow the hand. */
export function usePaneSizes(group: string, paneCount: number): PaneSizes {
  const { settings } = useStores();
  const kept = useStore(settings, (state) => state.settings.paneSizes[group]);
  return {
    sizes: kept?.length === paneCount ? kept : null,
    keep: (sizes) => {
      const { settings: current, update } = settings.getState();
      void update({ paneSizes: { ...current.paneSizes, [group]: [...sizes] } });
    },
  };
}
