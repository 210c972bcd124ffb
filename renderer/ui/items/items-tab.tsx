import { FileImage } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ListToolbar } from '../components/list-toolbar.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useActiveRow } from '../components/use-active-row.ts';
import { itemColumns, ItemCells } from './item-cells.tsx';
import { ItemDetail } from './item-detail.tsx';
import styles from './items-tab.module.css';

/** The items of a dataset beside the one that is selected; the address names the selected one. */
export function ItemsTab({ owner, slug, itemUid }: { owner: string; slug: string; itemUid: string | null }) {
  const { items: store, session, route } = useStores();
  const { dataset, items, selectedUid, open, reload, loadMore, select } = useStore(store);
  const [activeIndex, setActiveIndex] = useActiveRow(items.rows, ({ uid }) => uid, { initialKey: itemUid });
  // Not so at first, and again after signing in with another key, when everything was forgotten.
  const isOpen = dataset?.owner === owner && dataset.slug === slug;
  useEffect(() => {
    if (isOpen) void select(itemUid);
    else void open({ owner, slug });
  }, [isOpen, open, select, owner, slug, itemUid]);
  return (
    <div className={styles['tab']}>
      <div className={styles['list']}>
        <ListToolbar list={items} noun="item" onReload={() => void reload()} />
        <PagedList
          label="Items"
          columns={itemColumns}
          layoutClassName={styles['layout']}
          rowHeightPx={48}
          list={items}
          rowKey={({ uid }) => uid}
          renderRow={(item) => <ItemCells item={item} />}
          activeIndex={activeIndex}
          onActiveIndexChange={setActiveIndex}
          selectedKey={selectedUid}
          onOpen={({ uid }) => route.getState().replace({ screen: 'dataset', owner, slug, tab: 'items', itemUid: uid })}
          onReload={() => void reload()}
          onLoadMore={() => void loadMore()}
          onSignIn={session.getState().openSignIn}
          empty={<EmptyState icon={<FileImage size={20} />} title="This dataset has no items" />}
        />
      </div>
      <aside className={styles['detail']} aria-label="Selected item">
        <ItemDetail />
      </aside>
    </div>
  );
}
