import { Database, RefreshCw, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { filterDatasets } from '../../stores/datasets-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { formatCount, formatMoment } from '../components/format-text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { SearchField } from '../components/search-field.tsx';
import { GridCell, VirtualGrid } from '../components/virtual-grid.tsx';
import styles from './dataset-list.module.css';
import { describeLoaded } from './describe-loaded.ts';
import toolbar from './toolbar.module.css';
import { useSearchKey } from './use-search-key.ts';

const columns = [
  { key: 'name', label: 'Name' },
  { key: 'address', label: 'Address' },
  { key: 'type', label: 'Type' },
  { key: 'items', label: 'Items', isNumeric: true },
  { key: 'updated', label: 'Updated' },
];

/** The datasets that the key can list; calm about keys that may list none. */
export function DatasetList({ titleId }: { titleId: string }) {
  const { datasets: store, session, route } = useStores();
  const { datasets, filter, setFilter, reload, loadMore } = useStore(store);
  const { openSignIn } = session.getState();
  const { rows, request, isComplete } = datasets;
  const [activeIndex, setActiveIndex] = useState(-1);
  const gridRef = useRef<HTMLTableElement>(null);
  const searchRef = useSearchKey();
  useEffect(() => {
    if (request.state === 'idle') void reload();
  }, [request.state, reload]);

  const shown = filterDatasets(rows, filter);
  const isLoading = request.state === 'loading' || request.state === 'idle';
  const failure = request.state === 'failed' ? request.error : null;
  const mayNotList = failure?.kind === 'forbidden' || failure?.kind === 'not-found';
  const open = (index: number) => {
    const dataset = shown[index];
    if (dataset === undefined) return;
    const { owner, slug } = dataset;
    route.getState().navigate({ screen: 'dataset', owner, slug, tab: 'sequences', itemUid: null });
  };
  return (
    <>
      <div className={toolbar['toolbar']}>
        <h1 id={titleId} className={toolbar['title']}>
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
        <output className={toolbar['note']}>
          {rows.length === 0 ? '' : describeLoaded({ noun: 'dataset', loaded: rows.length, shown: shown.length, isComplete, isLoading })}
        </output>
        <IconButton label="Refresh" icon={<RefreshCw size={14} aria-hidden="true" />} onClick={() => void reload()} disabled={isLoading} />
      </div>
      {failure !== null && rows.length > 0 ? (
        <ErrorNotice error={failure} onRetry={() => void loadMore()} onSignIn={openSignIn} />
      ) : null}
      {failure !== null && rows.length === 0 ? (
        mayNotList ? (
          <EmptyState icon={<Database size={20} />} title="This key cannot list datasets">
            <p>Open one by its address, or choose a recent one.</p>
          </EmptyState>
        ) : (
          <ErrorState error={failure} onRetry={() => void reload()} onSignIn={openSignIn} />
        )
      ) : shown.length === 0 && isComplete ? (
        rows.length === 0 ? (
          <EmptyState icon={<Database size={20} />} title="No datasets yet">
            <p>This key can list datasets, but there are none. Open one that was shared with you by its address.</p>
          </EmptyState>
        ) : (
          <EmptyState icon={<SearchX size={20} />} title={`No dataset matches “${filter}”`} />
        )
      ) : (
        <VirtualGrid
          ref={gridRef}
          label="Datasets"
          columns={columns}
          layoutClassName={styles['layout']}
          rowHeightPx={36}
          rowCount={shown.length}
          skeletonCount={isLoading ? (rows.length === 0 ? 12 : 3) : 0}
          isComplete={isComplete}
          rowKey={(index) => `${shown[index]?.owner}/${shown[index]?.slug}`}
          activeIndex={Math.min(activeIndex, shown.length - 1)}
          onActiveIndexChange={setActiveIndex}
          onOpen={open}
          onNearEnd={() => {
            if (request.state === 'ready') void loadMore();
          }}
          renderRow={(index) => {
            const dataset = shown[index];
            if (dataset === undefined) return null;
            return (
              <>
                <GridCell>
                  <span className={styles['name']}>{dataset.name}</span>
                </GridCell>
                <GridCell>
                  {dataset.owner}/{dataset.slug}
                </GridCell>
                <GridCell>{dataset.dataType ?? '–'}</GridCell>
                <GridCell isNumeric>{dataset.itemCount === null ? '–' : formatCount(dataset.itemCount)}</GridCell>
                <GridCell>{dataset.updatedAt === null ? '–' : formatMoment(dataset.updatedAt)}</GridCell>
              </>
            );
          }}
        />
      )}
    </>
  );
}
