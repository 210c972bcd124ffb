import { KeyRound, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { isWithin, type Route } from '../../stores/route.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useStores } from './stores-context.tsx';

/** What holds for the whole app just now, one line each, above the screen. */
export function Notices() {
  const { about, connection, route, session, settings } = useStores();
  const { session: who, signOutFailure, openSignIn } = useStore(session);
  const saveFailure = useStore(settings, (state) => state.saveFailure);
  const failure = useStore(connection, (state) => state.failure);
  const isInSaved = useStore(route, (state) => isPlace(state.route) && !isWithin(state.route, about.sample));
  const hasSaved = useStore(connection, (state) => state.hasSavedAnswers);
  const signIn = (
    <Button size="small" onClick={openSignIn}>
      Sign in
    </Button>
  );
  return (
    <>
      {who.state === 'rejected' ? (
        <Notice icon={<KeyRound size={14} />} action={signIn}>
          {who.message}
        </Notice>
      ) : null}
      {who.state === 'signed-out' && hasSaved && isInSaved ? (
        <Notice icon={<KeyRound size={14} />} action={signIn}>
          You are signed out. What is saved on this computer stays readable.
        </Notice>
      ) : null}
      {failure === null ? null : <Notice icon={<TriangleAlert size={14} />}>{failure.message}</Notice>}
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

/** Elsewhere the screen itself asks for the key. */
function isPlace({ screen }: Route): boolean {
  return screen === 'dataset' || screen === 'moment';
}
