import { ChevronRight, RefreshCw, ShieldCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Storage } from '../../../preload/contract/storage.ts';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { formatCountOf, formatMoment } from '../components/format-text.ts';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { IconButton } from '../components/icon-button.tsx';
import { RemoveDialog } from '../offline/remove-dialog.tsx';
import styles from './stored-rows.module.css';

type StoredDataset = Storage['datasets'][number];
type StoredSequence = StoredDataset['sequences'][number];

/** A dataset of which sequences are kept: what they take together. Opens and closes their rows. */
export function DatasetRow({ dataset, isOpen, onToggle }: { dataset: StoredDataset; isOpen: boolean; onToggle: () => void }) {
  const { owner, slug, bytes, sequences } = dataset;
  return (
    <button type="button" className={styles['dataset']} aria-expanded={isOpen} onClick={onToggle}>
      <ChevronRight size={14} aria-hidden="true" className={styles['chevron']} />
      <span className={styles['name']}>
        {owner}/{slug}
      </span>
      <span className={styles['muted']}>{formatCountOf(sequences.length, 'sequence')}</span>
      <span className={styles['bytes']}>{formatDiskBytes(bytes)}</span>
    </button>
  );
}

export interface SequenceRowProps {
  owner: string;
  slug: string;
  sequence: StoredSequence;
  /** Of the largest sequence's bytes, 0 to 1. */
  share: number;
}

/** A kept sequence: what it takes, whether its files are sound, and how to check, verify or remove it. */
export function SequenceRow({ owner, slug, sequence, share }: SequenceRowProps) {
  const { downloads, storage, connection } = useStores();
  const { downloadId, sequenceUid, label, bytes, files } = sequence;
  const download = useStore(downloads, (state) => state.downloads.find(({ id }) => id === downloadId));
  const { verification, check } = useStore(storage);
  const isOnline = useStore(connection, (state) => state.connection.state === 'online');
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <fieldset className={styles['sequence']} aria-label={label}>
      <a className={styles['link']} href={formatRoute({ screen: 'moment', owner, slug, sequenceUid, frameIndex: 0 })} title={label}>
        {label}
      </a>
      <Soundness sequence={sequence} />
      <span className={styles['track']} aria-hidden="true">
        <span className={styles['fill']} style={{ width: `${100 * share}%` }} />
      </span>
      <span className={styles['amount']}>
        <span className={styles['bytes']}>{formatDiskBytes(bytes)}</span>
        <span className={styles['muted']}>{formatCountOf(files, 'file')}</span>
      </span>
      <span className={styles['actions']}>
        <IconButton size="small" label={`Check ${label} for changes`} icon={<RefreshCw size={14} aria-hidden="true" />} disabled={check !== null || !isOnline} onClick={() => storage.getState().checkForChanges(downloadId)} />
        <IconButton size="small" label={`Verify ${label}`} icon={<ShieldCheck size={14} aria-hidden="true" />} disabled={verification !== null} onClick={() => storage.getState().verify(downloadId)} />
        <IconButton size="small" label={`Remove ${label} from this computer`} icon={<Trash2 size={14} aria-hidden="true" />} disabled={download === undefined} onClick={() => setIsRemoving(true)} />
      </span>
      <RemoveDialog downloads={isRemoving && download !== undefined ? [download] : []} onClose={() => setIsRemoving(false)} />
    </fieldset>
  );
}

function Soundness({ sequence: { files, damagedFiles, verifiedAtMs } }: { sequence: StoredSequence }) {
  if (damagedFiles > 0) {
    return (
      <span className={styles['damaged']} title="What is damaged is deleted, never shown, and downloaded again as soon as that is possible.">
        {formatCountOf(damagedFiles, 'file')} damaged, to be replaced
      </span>
    );
  }
  if (files === 0) return <span className={styles['muted']}>Nothing is here yet</span>;
  return <span className={styles['muted']}>{verifiedAtMs === null ? 'Not verified since it was written' : `Verified ${formatMoment(new Date(verifiedAtMs).toISOString())}`}</span>;
}
