import { CloudOff, KeyRound, TriangleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useStores } from './stores-context.tsx';

/** What holds for the whole app just now, one line each, above the screen. */
export function Notices() {
  const { session, settings } = useStores();
  const { session: who, signOutFailure, openSignIn } = useStore(session);
  const saveFailure = useStore(settings, (state) => state.saveFailure);
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
          {who.message}
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

function subscribeToConnection(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
