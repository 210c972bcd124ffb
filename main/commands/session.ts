import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function sessionHandlers({ session }: HandlerParts): Pick<Handlers, 'session.sign-in' | 'session.sign-out'> {
  return {
    'session.sign-in': ({ key, forThisSessionOnly }, signal) => session.signIn(key, forThisSessionOnly, signal),
    'session.sign-out': () => session.signOut(),
  };
}
