import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Session } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';

export interface SessionState {
  session: Session;
  signIn: { state: 'idle' } | { state: 'checking' } | { state: 'failed'; error: AppError };
  signOutFailure: AppError | null;
  /** The API is not asked before this time (Unix epoch), by its wish or our own limit; null when it never was so. */
  waitingUntilMs: number | null;
  /** Checks the key by a real call and keeps it. The key is not kept here. Resolves with whether it was accepted. */
  submitKey: (key: string, options: { forThisSessionOnly: boolean }) => Promise<boolean>;
  /** Takes back the last failure, when the person changes the key. */
  dismissFailure: () => void;
  signOut: () => Promise<void>;
  /** Whether the sign-in form is wanted over what is on screen. */
  isSignInOpen: boolean;
  openSignIn: () => void;
  closeSignIn: () => void;
}

export type SessionStore = StoreApi<SessionState>;

/** Who is signed in; follows the privileged process's events, since another window may sign out. */
export function createSessionStore(client: Client, initial: Session): SessionStore {
  return createStore<SessionState>((set, get) => {
    client.onEvent((event) => {
      if (event.type === 'session.changed') set({ session: event.session });
      if (event.type === 'api.waiting') set({ waitingUntilMs: event.untilMs });
    });
    return {
      session: initial,
      signIn: { state: 'idle' },
      signOutFailure: null,
      waitingUntilMs: null,
      isSignInOpen: false,
      openSignIn: () => set({ isSignInOpen: true, signIn: { state: 'idle' } }),
      closeSignIn: () => set({ isSignInOpen: false }),
      submitKey: async (key, { forThisSessionOnly }) => {
        if (get().signIn.state === 'checking') return false;
        set({ signIn: { state: 'checking' } });
        const answer = await client.call('session.sign-in', { key, forThisSessionOnly });
        if (answer.ok) set({ session: answer.value, signIn: { state: 'idle' }, isSignInOpen: false });
        else set({ signIn: { state: 'failed', error: answer.error } });
        return answer.ok;
      },
      dismissFailure: () => {
        if (get().signIn.state === 'failed') set({ signIn: { state: 'idle' } });
      },
      signOut: async () => {
        const answer = await client.call('session.sign-out', {});
        if (answer.ok) set({ session: answer.value, signOutFailure: null });
        else set({ signOutFailure: answer.error });
      },
    };
  });
}
