import { HardDriveDownload, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCountOf } from '../components/format-text.ts';
import { IconButton } from '../components/icon-button.tsx';
import styles from './keep-notice.module.css';

/** Long enough to read it and reach for it; it waits for as long as the pointer or the focus is on it. */
const shownMs = 12_000;

/** What a click on `Keep offline` has begun, with the way to choose less. */
export function KeepNotice() {
  const { downloads } = useStores();
  const { justKept, dismissJustKept, ask } = useStore(downloads);
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (justKept === null || isHeld) return undefined;
    const timer = setTimeout(dismissJustKept, shownMs);
    return () => clearTimeout(timer);
  }, [justKept, isHeld, dismissJustKept]);
  const [first] = justKept?.kind === 'sequences' ? justKept.sequences : [];
  const count = justKept?.kind === 'sequences' ? justKept.sequences.length : 0;
  return (
    <output className={styles['place']}>
      {justKept === null ? null : (
        <div
          className={styles['notice']}
          onPointerEnter={() => setIsHeld(true)}
          onPointerLeave={() => setIsHeld(false)}
          onFocus={() => setIsHeld(true)}
          onBlur={() => setIsHeld(false)}
        >
          <HardDriveDownload size={16} aria-hidden="true" className={styles['icon']} />
          <p className={styles['text']}>
            Keeping <strong>{count === 1 ? first?.label : formatCountOf(count, 'sequence')}</strong> offline: all views, all frames.
          </p>
          <Button size="small" onClick={() => ask(justKept)}>
            Options…
          </Button>
          <IconButton size="small" label="Dismiss" icon={<X size={14} aria-hidden="true" />} onClick={dismissJustKept} />
        </div>
      )}
    </output>
  );
}
