import { RefreshCw } from 'lucide-react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { describeLoaded } from '../library/describe-loaded.ts';
import toolbar from '../library/toolbar.module.css';

/** What of the list of items is loaded, and how to load it anew. */
export function ItemsToolbar() {
  const { items: store } = useStores();
  const { items, reload } = useStore(store);
  const { rows, request, isComplete } = items;
  const isLoading = request.state === 'loading' || request.state === 'idle';
  return (
    <div className={toolbar['toolbar']}>
      <output className={toolbar['lead']}>
        {rows.length === 0
          ? ''
          : describeLoaded({ noun: 'item', loaded: rows.length, shown: rows.length, isComplete, isLoading })}
      </output>
      <IconButton label="Refresh" icon={<RefreshCw size={14} aria-hidden="true" />} onClick={() => void reload()} disabled={isLoading} />
    </div>
  );
}
