import { Database, SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Dataset } from '../../../preload/contract/model.ts';
import { filterDatasets } from '../../stores/datasets-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ListToolbar } from '../components/list-toolbar.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { SearchField } from '../components/search-field.tsx';
import { datasetColumns, DatasetCells } from './dataset-cells.tsx';
import styles from './dataset-list.module.css';
import { useActiveRow } from '../components/use-active-row.ts';
import { useSearchKey } from './use-search-key.ts';

/** The datasets that the key can list; calm about keys that may list none. */
export function DatasetList({ titleId }: { titleId: string }) {
  const { datasets: store, session, route } = useStores();
  const { datasets, filter, setFilter, reload, loadMore } = useStore(store);
  const gridRef = useRef<HTMLTableElement>(null);
  const searchRef = useSearchKey();
  const { state } = datasets.request;
  useEffect(() => {
    if (state === 'idle') void reload();
  }, [state, reload]);

  const shown = filterDatasets(datasets.rows, filter);
  const [activeIndex, setActiveIndex] = useActiveRow(shown, keyOf);
  return (
    <>
      <ListToolbar list={datasets} noun="dataset" shownCount={shown.length} onReload={() => void reload()}>
        <h1 id={titleId} className={styles['title']}>
          Datasets
        </h1>
        <SearchField
          ref={searchRef}
          label="Filter datasets by name"
          placeholder="Filter by name"
          shortcut="/"
          value={filter}
          onChange={setFilter}
          onLeave={() => gridRef.current?.focus()}
        />
      </ListToolbar>
      <PagedList
        ref={gridRef}
        label="Datasets"
        columns={datasetColumns}
        layoutClassName={styles['layout']}
        rowHeightPx={36}
        list={datasets}
        shown={shown}
        rowKey={keyOf}
        renderRow={(dataset) => <DatasetCells dataset={dataset} />}
        activeIndex={activeIndex}
        onActiveIndexChange={setActiveIndex}
        onOpen={({ owner, slug }) =>
          route.getState().navigate({ screen: 'dataset', owner, slug, tab: 'sequences', itemUid: null })
        }
        onReload={() => void reload()}
        onLoadMore={() => void loadMore()}
        onSignIn={session.getState().openSignIn}
        renderFailure={({ kind }) => (kind === 'forbidden' || kind === 'not-found' ? <MayNotList /> : null)}
        empty={datasets.rows.length === 0 ? <NoDatasets /> : <NoMatch filter={filter} />}
      />
    </>
  );
}

function keyOf({ owner, slug }: Dataset): string {
  return `${owner}/${slug}`;
}

function MayNotList() {
  return (
    <EmptyState icon={<Database size={20} />} title="This key cannot list datasets">
      <p>Open one by its address, or choose a recent one.</p>
    </EmptyState>
  );
}

function NoDatasets() {
  return (
    <EmptyState icon={<Database size={20} />} title="No datasets yet">
      <p>This key can list datasets, but there are none. Open one that was shared with you by its address.</p>
    </EmptyState>
  );
}

function NoMatch({ filter }: { filter: string }) {
  return <EmptyState icon={<SearchX size={20} />} title={`No dataset matches “${filter}”`} />;
}
