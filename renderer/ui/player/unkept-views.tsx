import { CloudOff } from 'lucide-react';
import { useStore } from 'zustand';
import type { KeepTarget } from '../../stores/downloads-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import { Popover, PopoverClose } from '../components/popover.tsx';
import styles from './unkept-views.module.css';

export interface UnkeptViewsProps {
  /** At least one. */
  viewKeys: readonly string[];
  /** Of all views that the sequence has. */
  viewCount: number;
  /** What they would be kept with; null for a file or folder of this computer, which has what it has. */
  keepTarget: KeepTarget | null;
}

/** Says which views are missing from a sequence that was opened from this computer, and how they can be had. */
export function UnkeptViews({ viewKeys, viewCount, keepTarget }: UnkeptViewsProps) {
  const { downloads, connection, player } = useStores();
  const isOnline = useStore(connection, (state) => state.connection.state === 'online');
  return (
    <Popover
      title="Not on this computer"
      trigger={
        <Button size="small" variant="quiet" icon={<CloudOff size={14} aria-hidden="true" className={styles['icon']} />}>
          {formatCount(viewKeys.length)} of {formatCountOf(viewCount, 'view')} not kept
        </Button>
      }
    >
      <ul className={styles['views']} aria-label="Views that were not kept">
        {viewKeys.map((key) => (
          <li key={key}>{key}</li>
        ))}
      </ul>
      {keepTarget === null ? (
        <p>The recording was written into this file without what is listed.</p>
      ) : (
        <>
          <p>{isOnline ? 'Not chosen to be kept offline. There is a connection, so all views can be loaded.' : 'Not chosen to be kept offline. With a connection all views can be loaded, and kept.'}</p>
          <div className={styles['actions']}>
            <Button size="small" disabled={!isOnline} focusableWhenDisabled onClick={player.getState().reopen}>
              Load all views
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
