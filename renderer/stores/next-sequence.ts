import type { LibraryStore } from './library-store.ts';
import type { SequenceName } from './recording-store.ts';
import { createSequenceFilter } from './visible-sequences.ts';

/** The sequence below the open one in the list that it was opened from; null when that list is not loaded or ends there. */
export function nextSequence(library: LibraryStore, open: SequenceName): SequenceName | null {
  const { dataset, sequences, search, statuses, ordering, orderedBy } = library.getState();
  if (dataset?.owner !== open.owner || dataset.slug !== open.slug) return null;
  const rows = createSequenceFilter()(sequences.rows, { search, statuses, sortBy: orderedBy === 'viewer' ? ordering : 'service' });
  const at = rows.findIndex(({ uid }) => uid === open.sequenceUid);
  const next = at === -1 ? undefined : rows[at + 1];
  return next === undefined ? null : { owner: open.owner, slug: open.slug, sequenceUid: next.uid };
}
