import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Stores } from '../../stores/create-stores.ts';
import { isLocal, type Route } from '../../stores/route.ts';
import { useSequenceLabel } from './use-sequence-label.ts';

/** Names the window after the place, for the task bar, tabs and the browser's history. */
export function useTitle(stores: Pick<Stores, 'route' | 'recording'>): void {
  const sequence = useSequenceLabel(stores);
  const place = useStore(stores.route, ({ route }) => placeName(route));
  useEffect(() => {
    document.title = [sequence, place, 'Avala Viewer'].filter((part) => part !== null).join(' – ');
  }, [sequence, place]);
}

function placeName(route: Route): string | null {
  switch (route.screen) {
    case 'dataset':
    case 'moment':
      return isLocal(route) ? null : `${route.owner}/${route.slug}`;
    case 'downloads':
      return 'Downloads';
    case 'storage':
      return 'Storage';
    default:
      return null;
  }
}
