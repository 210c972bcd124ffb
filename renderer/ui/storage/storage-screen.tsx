import { HardDrive, RefreshCw, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Storage } from '../../../preload/contract/storage.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import toolbar from '../components/list-toolbar.module.css';
import { formatCountOf } from '../components/format-text.ts';
import screen from '../components/screen-with-side.module.css';
import { VirtualRows } from '../components/virtual-rows.tsx';
import { DatasetRow, SequenceRow } from './stored-rows.tsx';
import { DiskUse } from './disk-use.tsx';
import { StorageNotices } from './storage-notices.tsx';
import { storageRows } from './storage-rows.ts';
import { StorageSide } from './storage-side.tsx';

/** What the viewer takes on disk, for what, and what can be done about it. */
export function StorageScreen() {
  const { storage: store, connection } = useStores();
  const { storage, verification, check, verify, checkForChanges, read, follow } = useStore(store);
  const isOnline = useStore(connection, (state) => state.connection.state === 'online');
  useEffect(() => follow(), [follow]);
  const known = storage.state === 'ready' ? storage.value : null;
  const count = known?.datasets.reduce((sum, { sequences }) => sum + sequences.length, 0) ?? 0;
  return (
    <div className={screen['screen']}>
      <section className={screen['main']} aria-labelledby="storage-title">
        <div className={toolbar['toolbar']}>
          <h1 id="storage-title" className={screen['title']}>
            Storage
          </h1>
          <span className={toolbar['note']}>{count === 0 ? '' : `${formatCountOf(count, 'sequence')} kept`}</span>
          <Button
            icon={<RefreshCw size={14} aria-hidden="true" />}
            disabled={count === 0 || check !== null || !isOnline}
            focusableWhenDisabled
            title="Asks whether Avala has something newer than is kept"
            onClick={() => checkForChanges(null)}
          >
            Check for changes
          </Button>
          <Button icon={<ShieldCheck size={14} aria-hidden="true" />} disabled={count === 0 || verification !== null} focusableWhenDisabled onClick={() => verify(null)}>
            Verify all
          </Button>
        </div>
        <StorageNotices />
        {storage.state === 'failed' ? <ErrorState error={storage.error} onRetry={() => void read()} /> : null}
        {known === null ? null : <Kept storage={known} />}
      </section>
      {known === null ? null : <StorageSide storage={known} />}
    </div>
  );
}

function Kept({ storage }: { storage: Storage }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = storageRows(storage.datasets, closed);
  const toggle = (id: string, isOpen: boolean) => {
    const next = new Set(closed);
    if (isOpen) next.add(id);
    else next.delete(id);
    setClosed(next);
  };
  return (
    <>
      <DiskUse storage={storage} />
      {rows.length === 0 ? (
        <EmptyState icon={<HardDrive size={20} />} title="Nothing is kept offline">
          <p>What is only in the cache makes room for newer media by itself. Choose “Keep offline” on a sequence to have it stay.</p>
        </EmptyState>
      ) : (
        <VirtualRows
          label="Kept datasets and sequences"
          rows={rows}
          rowKey={({ id }) => id}
          heightPx={({ kind }) => (kind === 'dataset' ? 36 : 48)}
          renderRow={(row) =>
            row.kind === 'dataset' ? (
              <DatasetRow dataset={row.dataset} isOpen={row.isOpen} onToggle={() => toggle(row.id, row.isOpen)} />
            ) : (
              <SequenceRow owner={row.owner} slug={row.slug} sequence={row.sequence} share={row.share} />
            )
          }
        />
      )}
    </>
  );
}
