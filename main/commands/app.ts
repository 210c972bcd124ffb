import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function appHandlers({ about, target, session, isSessionRestored, settings, connection, catalog, chooseFiles }: HandlerParts): Pick<Handlers, 'app.start'> {
  return {
    async 'app.start'() {
      await isSessionRestored;
      const hasSavedAnswers = catalog.usage().answers > 0;
      return { ...about, fileChoice: chooseFiles === null ? 'own' : 'system', target: target(), session: session.state(), connection: connection.state(), hasSavedAnswers, settings: settings.read() };
    },
  };
}
