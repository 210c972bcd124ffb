import { CircleUserRound, KeyRound, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../../../preload/contract/model.ts';
import { isLocal, isWithin } from '../../stores/route.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Dialog } from '../components/dialog.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../components/menu.tsx';
import { useStores } from './stores-context.tsx';

/** Who is signed in and how the key is kept; signing in and out. */
export function SessionMenu() {
  const { about, connection, session, route } = useStores();
  const isInTheOpen = useStore(route, (state) => isWithin(state.route, about.sample) || isLocal(state.route));
  const { session: who, openSignIn, signOut } = useStore(session);
  const { hasSavedAnswers, clearSaved } = useStore(connection);
  const [isAsking, setIsAsking] = useState(false);
  const [isClearing, setIsClearing] = useState(false);
  if (who.state === 'signed-out') {
    // Elsewhere the screen itself asks for the key.
    return isInTheOpen ? (
      <Button variant="quiet" icon={<KeyRound size={14} aria-hidden="true" />} onClick={openSignIn}>
        Sign in
      </Button>
    ) : null;
  }
  const close = () => setIsAsking(false);
  return (
    <>
      <Menu align="end" trigger={<IconButton label="Session" icon={<CircleUserRound size={16} aria-hidden="true" />} />}>
        <MenuNote>
          {describe(who)}
          <br />
          {about.apiOrigin} · version {about.version}
        </MenuNote>
        <MenuSeparator />
        <MenuItem icon={<KeyRound size={14} aria-hidden="true" />} onSelect={openSignIn}>
          Use another key…
        </MenuItem>
        <MenuItem icon={<LogOut size={14} aria-hidden="true" />} onSelect={() => {
            setIsClearing(false);
            setIsAsking(true);
          }}>
          Sign out…
        </MenuItem>
      </Menu>
      <Dialog
        isOpen={isAsking}
        onClose={close}
        title="Sign out?"
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="danger"
              onClick={() => {
                close();
                void signOut();
                if (isClearing) void clearSaved();
              }}
            >
              Sign out
            </Button>
          </>
        }
      >
        <p>The API key is deleted from this computer. To sign in again you need to enter it.</p>
        {hasSavedAnswers ? (
          <>
            <p>Lists, details and media that are saved here stay readable, so that they can be used without a network.</p>
            <Checkbox label="Also delete the saved lists and details" isChecked={isClearing} onChange={setIsClearing} />
          </>
        ) : null}
      </Dialog>
    </>
  );
}

function describe(who: Exclude<Session, { state: 'signed-out' }>): string {
  if (who.state === 'rejected') return 'The API key is no longer accepted.';
  switch (who.keyFrom) {
    case 'environment':
      return 'Signed in with the key in AVALA_API_KEY.';
    case 'saved':
      return 'Signed in. The key is in the system’s key store.';
    default:
      return 'Signed in for this session. The key is in memory only.';
  }
}
