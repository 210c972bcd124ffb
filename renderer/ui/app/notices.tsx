import { CloudOff, Hourglass, KeyRound, TriangleAlert } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/button.tsx';
import { useSecondsUntil } from '../components/use-seconds-until.ts';
import styles from './notices.module.css';
import { useStores } from './stores-context.tsx';

/** What holds for the whole app just now, one line each, above the screen. */
export function Notices() {
  const { session, settings } = useStores();
  const { session: who, waitingUntilMs, signOutFailure, openSignIn } = useStore(session);
  const saveFailure = useStore(settings, (state) => state.saveFailure);
  const seconds = useSecondsUntil(waitingUntilMs);
  const isOnline = useSyncExternalStore(subscribeToConnection, () => navigator.onLine);
  return (
    <>
      {isOnline ? null : (
        <Notice icon={<CloudOff size={14} />}>This computer is offline. What is loaded or cached stays readable.</Notice>
      )}
      {who.state === 'rejected' ? (
        <Notice
          icon={<KeyRound size={14} />}
          action={
            <Button size="small" onClick={openSignIn}>
              Sign in
            </Button>
          }
        >
          {who.message} What is loaded or cached stays readable.
        </Notice>
      ) : null}
      {seconds > 0 ? (
        <Notice icon={<Hourglass size={14} />} isSilent>
          Avala asks for patience: retrying in {seconds} s
        </Notice>
      ) : null}
      {signOutFailure === null ? null : (
        <Notice icon={<TriangleAlert size={14} />}>Signing out failed. {signOutFailure.message}</Notice>
      )}
      {saveFailure === null ? null : (
        <Notice icon={<TriangleAlert size={14} />}>
          Your preferences hold until the viewer is closed, but could not be kept. {saveFailure.message}
        </Notice>
      )}
    </>
  );
}

interface NoticeProps {
  icon: ReactNode;
  action?: ReactNode;
  /** For words that change every second, which nobody wants to hear. */
  isSilent?: boolean;
  children: ReactNode;
}

function Notice({ icon, action, isSilent = false, children }: NoticeProps) {
  return (
    <div className={styles['notice']}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <output className={styles['text']} aria-live={isSilent ? 'off' : 'polite'}>
        {children}
      </output>
      {action}
    </div>
  );
}

function subscribeToConnection(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
