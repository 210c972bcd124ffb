import { HardDriveDownload, ListChecks, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { downloadKey, type KeepTarget } from '../../stores/downloads-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import styles from './selection-bar.module.css';

export interface SelectionBarProps {
  target: Extract<KeepTarget, { kind: 'sequences' }>;
  /** Rows that can be selected at all. */
  shownCount: number;
  onSelectAll: () => void;
  onClear: () => void;
}

/** How many sequences are selected, and what can be done with all of them at once. */
export function SelectionBar({ target, shownCount, onSelectAll, onClear }: SelectionBarProps) {
  const { downloads } = useStores();
  const { keep, ask } = downloads.getState();
  const bySequence = useStore(downloads, (state) => state.bySequence);
  const kept = target.sequences.flatMap((sequence) => bySequence.get(downloadKey(sequence)) ?? []);
  const [isRemoving, setIsRemoving] = useState(false);
  const count = target.sequences.length;
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Selected sequences">
      <IconButton size="small" label="Clear the selection" shortcut="Esc" icon={<X size={14} aria-hidden="true" />} onClick={onClear} />
      <output className={styles['count']}>{formatCountOf(count, 'sequence')} selected</output>
      <Button
        variant="primary"
        size="small"
        icon={<HardDriveDownload size={14} aria-hidden="true" />}
        onClick={() => {
          void keep(target);
          onClear();
        }}
      >
        Keep offline
      </Button>
      <Button size="small" icon={<ListChecks size={14} aria-hidden="true" />} onClick={() => ask(target)}>
        Views and frames…
      </Button>
      {kept.length === 0 ? null : (
        <Button size="small" icon={<Trash2 size={14} aria-hidden="true" />} onClick={() => setIsRemoving(true)}>
          {kept.length === count ? 'Remove from this computer…' : `Remove ${formatCount(kept.length)} from this computer…`}
        </Button>
      )}
      {count === shownCount ? null : (
        <Button size="small" variant="quiet" onClick={onSelectAll}>
          Select all {formatCount(shownCount)}
        </Button>
      )}
      <RemoveDialog downloads={isRemoving ? kept : []} onClose={() => setIsRemoving(false)} />
    </div>
  );
}
