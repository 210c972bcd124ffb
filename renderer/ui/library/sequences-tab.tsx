import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Sequence } from '../../../preload/contract/model.ts';
import { keepTargetOf } from '../../stores/keep-target.ts';
import { countStatuses, createSequenceFilter } from '../../stores/visible-sequences.ts';
import { useStores } from '../app/stores-context.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useActiveRow } from '../components/use-active-row.ts';
import { SelectionBar } from '../offline/selection-bar.tsx';
import { NoSequences } from './no-sequences.tsx';
import { sequenceColumns, SequenceCells } from './sequence-cells.tsx';
import styles from './sequences-tab.module.css';
import { SequencesToolbar } from './sequences-toolbar.tsx';

/** The sequences of a dataset: a list of any length to search, filter, order and open from. */
export function SequencesTab({ owner, slug }: { owner: string; slug: string }) {
  const { library, session, route, downloads } = useStores();
  const { dataset, sequences, search, statuses, ordering, orderedBy, openedUid, open, reload, loadMore, markOpened } = useStore(library);
  const { rows } = sequences;
  const gridRef = useRef<HTMLTableElement>(null);
  const [filter] = useState(createSequenceFilter);
  // Not so at first, and again after signing in with another key, when everything was forgotten.
  const isOpen = dataset?.owner === owner && dataset.slug === slug;
  useEffect(() => {
    if (!isOpen) void open({ owner, slug });
  }, [isOpen, open, owner, slug]);

  const shown = filter(rows, { search, statuses, sortBy: orderedBy === 'viewer' ? ordering : 'service' });
  // Another search, filter or order is another list: it begins at its top.
  const listKey = JSON.stringify([search, [...statuses], ordering]);
  const [activeIndex, setActiveIndex] = useActiveRow(shown, ({ uid }) => uid, { listKey, initialKey: openedUid });
  const [selectedKeys, setSelectedKeys] = useState<ReadonlySet<string>>(new Set());
  // What the search leaves out is not meant.
  const selected = selectedKeys.size === 0 ? [] : shown.filter(({ uid }) => selectedKeys.has(uid));
  const keepByKey = (row: Sequence) => void downloads.getState().keep(keepTargetOf({ owner, slug }, selected.includes(row) ? selected : [row]));
  return (
    <>
      <SequencesToolbar
        dataset={{ owner, slug }}
        shownCount={shown.length}
        counts={countStatuses(rows)}
        onLeaveSearch={() => gridRef.current?.focus()}
      />
      {selected.length === 0 ? null : (
        <SelectionBar
          target={keepTargetOf({ owner, slug }, selected)}
          shownCount={shown.length}
          onSelectAll={() => setSelectedKeys(new Set(shown.map(({ uid }) => uid)))}
          onClear={() => {
            setSelectedKeys(new Set());
            gridRef.current?.focus();
          }}
        />
      )}
      <PagedList
        key={listKey}
        ref={gridRef}
        label="Sequences"
        columns={sequenceColumns}
        layoutClassName={styles['layout']}
        rowHeightPx={48}
        list={sequences}
        shown={shown}
        rowKey={({ uid }) => uid}
        renderRow={(sequence, isSelected) => <SequenceCells owner={owner} slug={slug} sequence={sequence} isSelected={isSelected} />}
        selection={{ keys: selectedKeys, onChange: setSelectedKeys }}
        onRowKey={({ key }, row) => {
          if (key.toLowerCase() === 'k') keepByKey(row);
        }}
        activeIndex={activeIndex}
        onActiveIndexChange={setActiveIndex}
        onOpen={({ uid }) => {
          markOpened(uid);
          route.getState().navigate({ screen: 'moment', owner, slug, sequenceUid: uid, frameIndex: 0 });
        }}
        onReload={() => void reload()}
        onLoadMore={() => void loadMore()}
        onSignIn={session.getState().openSignIn}
        empty={<NoSequences owner={owner} slug={slug} hasRows={rows.length > 0} isCutShort={sequences.isCutShort} />}
      />
    </>
  );
}
