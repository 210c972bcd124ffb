import { useStore } from 'zustand';
import { isLocal } from '../../stores/route.ts';
import type { Stores } from '../../stores/create-stores.ts';

/**
 * What to call the sequence that the route names: its key once it is known, its uid until then; null elsewhere, and
 * for a local recording until then, whose uid says nothing.
 */
export function useSequenceLabel({ route, recording }: Pick<Stores, 'route' | 'recording'>): string | null {
  const place = useStore(route, (state) => state.route);
  const opened = useStore(recording, (state) => (state.recording.state === 'ready' ? state.recording.value.sequence : null));
  if (place.screen !== 'moment') return null;
  if (opened?.uid === place.sequenceUid) return opened.key;
  return isLocal(place) ? null : place.sequenceUid;
}
