import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function appHandlers({ about, session, settings }: HandlerParts): Pick<Handlers, 'app.start'> {
  return { 'app.start': () => ({ ...about, session: session.state(), settings: settings.read() }) };
}
