import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { countStatuses, createSequenceFilter } from '../../stores/visible-sequences.ts';
import { useStores } from '../app/stores-context.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { VirtualGrid } from '../components/virtual-grid.tsx';
import { NoSequences } from './no-sequences.tsx';
import { sequenceColumns, SequenceCells } from './sequence-cells.tsx';
import styles from './sequences-tab.module.css';
import { SequencesToolbar } from './sequences-toolbar.tsx';

/** The sequences of a dataset: a list of any length to search, filter, order and open from. */
export function SequencesTab({ owner, slug }: { owner: string; slug: string }) {
  const { library, session, route } = useStores();
  const { sequences, search, statuses, ordering, orderedBy, openedUid, open, reload, loadMore, markOpened } = useStore(library);
  const { openSignIn } = session.getState();
  const { rows, request, isComplete } = sequences;
  const gridRef = useRef<HTMLTableElement>(null);
  const [filter] = useState(createSequenceFilter);
  useEffect(() => {
    if (request.state === 'idle') void open({ owner, slug });
  }, [open, owner, slug, request.state]);
  useEffect(() => {
    void open({ owner, slug });
  }, [open, owner, slug]);

  const shown = filter(rows, { search, statuses, sortBy: orderedBy === 'viewer' ? ordering : 'service' });
  // Another search, filter or order is another list: it begins at its top.
  const listKey = JSON.stringify([search, [...statuses], ordering]);
  const [active, setActive] = useState(() => ({ listKey, index: shown.findIndex(({ uid }) => uid === openedUid) }));
  const activeIndex = active.listKey === listKey ? Math.min(active.index, shown.length - 1) : -1;
  const isLoading = request.state === 'loading' || request.state === 'idle';
  const failure = request.state === 'failed' ? request.error : null;
  const openSequence = (index: number) => {
    const sequence = shown[index];
    if (sequence === undefined) return;
    markOpened(sequence.uid);
    route.getState().navigate({ screen: 'moment', owner, slug, sequenceUid: sequence.uid, frameIndex: 0 });
  };
  return (
    <>
      <SequencesToolbar
        shownCount={shown.length}
        counts={countStatuses(rows)}
        onLeaveSearch={() => gridRef.current?.focus()}
      />
      {failure !== null && rows.length > 0 ? (
        <ErrorNotice error={failure} onRetry={() => void loadMore()} onSignIn={openSignIn} />
      ) : null}
      {failure !== null && rows.length === 0 ? (
        <ErrorState error={failure} onRetry={() => void reload()} onSignIn={openSignIn} />
      ) : shown.length === 0 && isComplete ? (
        <NoSequences owner={owner} slug={slug} hasRows={rows.length > 0} />
      ) : (
        <VirtualGrid
          key={listKey}
          ref={gridRef}
          label="Sequences"
          columns={sequenceColumns}
          layoutClassName={styles['layout']}
          rowHeightPx={48}
          rowCount={shown.length}
          skeletonCount={isLoading ? (rows.length === 0 ? 24 : 3) : 0}
          isComplete={isComplete}
          rowKey={(index) => shown[index]?.uid ?? ''}
          activeIndex={activeIndex}
          onActiveIndexChange={(index) => setActive({ listKey, index })}
          onOpen={openSequence}
          onNearEnd={() => {
            if (request.state === 'ready') void loadMore();
          }}
          renderRow={(index) => {
            const sequence = shown[index];
            return sequence === undefined ? null : <SequenceCells owner={owner} slug={slug} sequence={sequence} />;
          }}
        />
      )}
    </>
  );
}
