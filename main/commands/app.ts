import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function appHandlers({ about, target, session, settings, chooseFiles }: HandlerParts): Pick<Handlers, 'app.start'> {
  return { 'app.start': () => ({ ...about, fileChoice: chooseFiles === null ? 'own' : 'system', target: target(), session: session.state(), settings: settings.read() }) };
}
