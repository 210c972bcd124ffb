import { CloudOff } from 'lucide-react';
import { useStore } from 'zustand';
import type { KeepTarget } from '../../stores/downloads-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCountOf } from '../components/format-text.ts';
import { Popover, PopoverClose } from '../components/popover.tsx';
import styles from './unkept-views.module.css';

export interface UnkeptViewsProps {
  /** At least one. */
  viewKeys: readonly string[];
  /** What they would be kept with; null for a file or folder of this computer, which has what it has. */
  keepTarget: KeepTarget | null;
}

/** Says which views are missing from a sequence that was opened from this computer, and how they can be had. */
export function UnkeptViews({ viewKeys, keepTarget }: UnkeptViewsProps) {
  const { downloads, connection, player } = useStores();
  const isOnline = useStore(connection, (state) => state.connection.state === 'online');
  return (
    <Popover
      title="Not on this computer"
      trigger={
        <Button size="small" variant="quiet" icon={<CloudOff size={14} aria-hidden="true" className={styles['icon']} />}>
          {formatCountOf(viewKeys.length, 'view')} not kept
        </Button>
      }
    >
      <ul className={styles['views']} aria-label="Views that were not kept">
        {viewKeys.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      {keepTarget === null ? (
        <p>The recording was written into this file without them.</p>
      ) : (
        <>
          <p>{isOnline ? 'They were not chosen to be kept offline. They can be loaded now.' : 'They were not chosen to be kept offline. With a connection they can be loaded, or kept too.'}</p>
          <div className={styles['actions']}>
            <Button size="small" disabled={!isOnline} focusableWhenDisabled onClick={player.getState().reopen}>
              Load them
            </Button>
            <PopoverClose>
              <Button size="small" onClick={() => downloads.getState().ask(keepTarget)}>
                Views and frames…
              </Button>
            </PopoverClose>
          </div>
        </>
      )}
    </Popover>
  );
}
