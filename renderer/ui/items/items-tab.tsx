import { FileImage } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { VirtualGrid } from '../components/virtual-grid.tsx';
import { itemColumns, ItemCells } from './item-cells.tsx';
import { ItemDetail } from './item-detail.tsx';
import styles from './items-tab.module.css';
import { ItemsToolbar } from './items-toolbar.tsx';

/** The items of a dataset beside the one that is selected; the address names the selected one. */
export function ItemsTab({ owner, slug, itemUid }: { owner: string; slug: string; itemUid: string | null }) {
  const { items: store, session, route } = useStores();
  const { items, selectedUid, open, reload, loadMore, select } = useStore(store);
  const { openSignIn } = session.getState();
  const { rows, request, isComplete } = items;
  const [activeIndex, setActiveIndex] = useState(() => rows.findIndex(({ uid }) => uid === itemUid));
  useEffect(() => {
    // Also after signing in, when everything was forgotten.
    if (request.state === 'idle') void open({ owner, slug });
  }, [open, owner, slug, request.state]);
  useEffect(() => {
    void open({ owner, slug });
    void select(itemUid);
  }, [open, select, owner, slug, itemUid]);

  const isLoading = request.state === 'loading' || request.state === 'idle';
  const failure = request.state === 'failed' ? request.error : null;
  const show = (index: number) => {
    const item = rows[index];
    if (item === undefined || item.uid === selectedUid) return;
    route.getState().replace({ screen: 'dataset', owner, slug, tab: 'items', itemUid: item.uid });
  };
  return (
    <div className={styles['tab']}>
      <div className={styles['list']}>
        <ItemsToolbar />
        {failure !== null && rows.length > 0 ? (
          <ErrorNotice error={failure} onRetry={() => void loadMore()} onSignIn={openSignIn} />
        ) : null}
        {failure !== null && rows.length === 0 ? (
          <ErrorState error={failure} onRetry={() => void reload()} onSignIn={openSignIn} />
        ) : rows.length === 0 && isComplete ? (
          <EmptyState icon={<FileImage size={20} />} title="This dataset has no items" />
        ) : (
          <VirtualGrid
            label="Items"
            columns={itemColumns}
            layoutClassName={styles['layout']}
            rowHeightPx={48}
            rowCount={rows.length}
            skeletonCount={isLoading ? (rows.length === 0 ? 24 : 3) : 0}
            isComplete={isComplete}
            rowKey={(index) => rows[index]?.uid ?? ''}
            activeIndex={activeIndex}
            onActiveIndexChange={setActiveIndex}
            selectedIndex={rows.findIndex(({ uid }) => uid === selectedUid)}
            onOpen={show}
            onNearEnd={() => {
              if (request.state === 'ready') void loadMore();
            }}
            renderRow={(index) => {
              const item = rows[index];
              return item === undefined ? null : <ItemCells item={item} />;
            }}
          />
        )}
      </div>
      <aside className={styles['detail']} aria-label="Selected item">
        <ItemDetail />
      </aside>
    </div>
  );
}
