import { Film, SearchX } from 'lucide-react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

/** In place of the list when no sequence is in it: there are none, or the search and the filter leave none. */
export function NoSequences({ owner, slug, hasRows, isCutShort }: { owner: string; slug: string; hasRows: boolean; isCutShort: boolean }) {
  const { library, route } = useStores();
  const { setSearch, setStatuses } = useStore(library);
  if (hasRows) {
    return (
      <EmptyState
        icon={<SearchX size={20} />}
        title="No sequence matches"
        actions={
          <Button
            onClick={() => {
              setSearch('');
              setStatuses(new Set());
            }}
          >
            Show all
          </Button>
        }
      >
        <p>{isCutShort ? 'Those that are saved on this computer were searched; Avala may have more.' : 'All sequences of this dataset were searched.'}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Film size={20} />}
      title="This dataset has no sequences"
      actions={
        <Button onClick={() => route.getState().replace({ screen: 'dataset', owner, slug, tab: 'items', itemUid: null })}>
          Show its items
        </Button>
      }
    >
      <p>It may hold single items only.</p>
    </EmptyState>
  );
}
