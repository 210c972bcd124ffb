import { FolderInput, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Storage } from '../../../preload/contract/storage.ts';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { formatCountOf } from '../components/format-text.ts';
import { NumberField } from '../components/number-field.tsx';
import { ThinBar } from '../components/thin-bar.tsx';
import { MoveDialog } from './move-dialog.tsx';
import styles from '../components/side-panel.module.css';

const bytesPerGigabyte = 1e9;

/** The cache and its budget, the folder of it all, and the way to the downloads. */
export function StorageSide({ storage }: { storage: Storage }) {
  return (
    <aside className={styles['side']} aria-label="Cache and folder">
      <CachePart cache={storage.cache} />
      <FolderPart folder={storage.folder} />
      <section aria-labelledby="ways-title">
        <h2 id="ways-title">Kept offline</h2>
        <p className={styles['note']}>
          {formatDiskBytes(storage.kept.bytes)} in {formatCountOf(storage.kept.files, 'file')}. They stay until you remove them, whatever the cache needs.
        </p>
        <a className={styles['link']} href={formatRoute({ screen: 'downloads' })}>
          Downloads: what is on its way
        </a>
      </section>
    </aside>
  );
}

function CachePart({ cache: { bytes, files, budgetBytes } }: { cache: Storage['cache'] }) {
  const { storage, settings } = useStores();
  const chosen = useStore(settings, (state) => state.settings.storage.cacheBudgetBytes);
  const isClearing = useStore(storage, (state) => state.isClearing);
  const [isAsking, setIsAsking] = useState(false);
  const setBudget = async (cacheBudgetBytes: number | null) => {
    await settings.getState().update({ storage: { cacheBudgetBytes } });
    await storage.getState().read();
  };
  return (
    <section aria-labelledby="cache-title">
      <h2 id="cache-title">Cache</h2>
      <ThinBar label="Cache in use" share={budgetBytes === 0 ? 0 : bytes / budgetBytes} />
      <p className={styles['note']}>
        {formatDiskBytes(bytes)} of {formatDiskBytes(budgetBytes)}, in {formatCountOf(files, 'file')}. What was not looked at for longest makes room first.
      </p>
      <div className={styles['line']}>
        <span>At most</span>
        <span className={styles['number']}>
          <NumberField label="Size of the cache at most" unit="GB" decimals={1} min={0.1} max={100_000} value={budgetBytes / bytesPerGigabyte} onChange={(value) => void setBudget(Math.round(value * bytesPerGigabyte))} />
        </span>
      </div>
      <div className={styles['buttons']}>
        <Button size="small" disabled={bytes === 0} focusableWhenDisabled isBusy={isClearing} onClick={() => setIsAsking(true)}>
          Clear the cache…
        </Button>
        {chosen === null ? null : (
          <Button size="small" variant="quiet" onClick={() => void setBudget(null)}>
            Back to the usual size
          </Button>
        )}
      </div>
      <Dialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title="Clear the cache?"
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>Cancel</Button>
            <Button
              variant="danger"
              onClick={() => {
                setIsAsking(false);
                void storage.getState().clearCache();
              }}
            >
              Clear {formatDiskBytes(bytes)}
            </Button>
          </>
        }
      >
        <p>Media that were only looked at are deleted, and downloaded again when they are looked at again. What is kept offline stays.</p>
      </Dialog>
    </section>
  );
}

function FolderPart({ folder }: { folder: string | null }) {
  const { storage } = useStores();
  const isMoving = useStore(storage, ({ move }) => move !== null);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-labelledby="folder-title">
      <h2 id="folder-title">Folder</h2>
      {folder === null ? <p className={styles['note']}>There is none that can be used.</p> : <code className={styles['path']}>{folder}</code>}
      <div className={styles['buttons']}>
        <Button size="small" icon={<FolderOpen size={14} aria-hidden="true" />} disabled={folder === null} onClick={() => void storage.getState().showFolder()}>
          Open folder
        </Button>
        <Button size="small" icon={<FolderInput size={14} aria-hidden="true" />} disabled={folder === null || isMoving} focusableWhenDisabled onClick={() => setIsAsking(true)}>
          Move…
        </Button>
      </div>
      {isAsking ? <MoveDialog onClose={() => setIsAsking(false)} /> : null}
    </section>
  );
}
