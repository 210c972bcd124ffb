import { useEffect } from 'react';
import { useStore } from 'zustand';
import { isLocal } from '../../stores/route.ts';
import type { Stores } from '../../stores/create-stores.ts';
import { useSequenceLabel } from './use-sequence-label.ts';

/** Names the window after the place, for the task bar, tabs and the browser's history. */
export function useTitle(stores: Pick<Stores, 'route' | 'recording'>): void {
  const sequence = useSequenceLabel(stores);
  const dataset = useStore(stores.route, ({ route }) =>
    (route.screen === 'dataset' || route.screen === 'moment') && !isLocal(route) ? `${route.owner}/${route.slug}` : null,
  );
  useEffect(() => {
    document.title = [sequence, dataset, 'Avala Viewer'].filter((part) => part !== null).join(' – ');
  }, [sequence, dataset]);
}
