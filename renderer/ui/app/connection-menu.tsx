import { Cloud, CloudOff } from 'lucide-react';
import { useEffect, type ComponentProps } from 'react';
import { useStore } from 'zustand';
import type { ConnectionState } from '../../../preload/contract/connection.ts';
import { Button } from '../components/button.tsx';
import { formatAgo } from '../components/format-ago.ts';
import { formatClock } from '../components/format-text.ts';
import { Popover } from '../components/popover.tsx';
import { Switch } from '../components/switch.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { useMinutes } from '../components/use-minutes.ts';
import { VisuallyHidden } from '../components/visually-hidden.tsx';
import styles from './connection-menu.module.css';
import { useStores } from './stores-context.tsx';

/** Whether Avala is asked, since when not and why, and what can be done about it: ask again now, or work offline on purpose. */
export function ConnectionMenu() {
  const store = useStores().connection;
  const { connection, check, setOffline, checkNow } = useStore(store);
  const isSwitchedOff = connection.state === 'offline' && connection.because === 'switch';
  useEffect(() => {
    // The system's word that there is a network again is a good moment to ask; its word that there is none is not taken.
    const onNetwork = () => {
      if (store.getState().connection.state === 'offline') void checkNow();
    };
    addEventListener('online', onNetwork);
    return () => removeEventListener('online', onNetwork);
  }, [store, checkNow]);
  return (
    <>
      <VisuallyHidden>
        <output>{connection.state === 'online' ? '' : `${inBar(connection)}. ${why(connection)}`}</output>
      </VisuallyHidden>
      <Popover align="end" title={connection.state === 'online' ? 'Online' : 'Offline'} trigger={<ConnectionButton connection={connection} />}>
        <div className={styles['words']}>
          {connection.state === 'online' ? <p>Avala is asked, and what it says is saved on this computer.</p> : <OfflineWords connection={connection} />}
          {connection.state === 'offline' && !isSwitchedOff ? (
            <div className={styles['retry']}>
              <Button size="small" isBusy={check === 'checking'} onClick={() => void checkNow()}>
                Retry now
              </Button>
              <output>{check === 'no-answer' ? 'Still no answer.' : ''}</output>
            </div>
          ) : null}
          <Switch label="Work offline" isOn={isSwitchedOff} onChange={(isOn) => void setOffline(isOn)} />
          <p className={styles['note']}>While it is on, nothing is asked of any network, also after the next start.</p>
        </div>
      </Popover>
    </>
  );
}

/** Takes the props of a popover's trigger. */
function ConnectionButton({ connection, ...trigger }: { connection: ConnectionState } & ComponentProps<typeof Button>) {
  const isOnline = connection.state === 'online';
  return (
    <Tooltip text={isOnline ? 'Connection to Avala' : why(connection)}>
      <Button {...trigger} variant="quiet" icon={isOnline ? <Cloud size={14} aria-hidden="true" /> : <CloudOff size={14} aria-hidden="true" />}>
        {inBar(connection)}
      </Button>
    </Tooltip>
  );
}

function OfflineWords({ connection }: { connection: Extract<ConnectionState, { state: 'offline' }> }) {
  const nowMs = Math.max(useMinutes(), connection.sinceMs);
  return (
    <p>
      {why(connection)} Offline since {formatClock(connection.sinceMs, nowMs)} ({formatAgo(connection.sinceMs, nowMs)}). What is saved on this computer
      stays readable{connection.because === 'unreachable' ? ', and Avala is tried again by itself' : ''}.
    </p>
  );
}

function inBar(connection: ConnectionState): string {
  return connection.state === 'online' ? 'Online' : `Offline since ${formatClock(connection.sinceMs, Date.now())}`;
}

function why({ because }: Extract<ConnectionState, { state: 'offline' }>): string {
  return because === 'switch' ? 'You are working offline.' : 'Avala cannot be reached.';
}
