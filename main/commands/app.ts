import type { HandlerParts } from './create-handlers.ts';
import { describeThisApp } from './describe-this-app.ts';
import type { Handlers } from './handlers.ts';

export function appHandlers({ about, target, session, isSessionRestored, settings, connection, catalog, chooseFiles, store, shellPort }: HandlerParts): Pick<Handlers, 'app.start' | 'app.report' | 'page.report'> {
  return {
    async 'app.start'() {
      await isSessionRestored;
      const hasSavedAnswers = catalog.usage().answers > 0;
      return { ...about, fileChoice: chooseFiles === null ? 'own' : 'system', target: target(), session: session.state(), connection: connection.state(), hasSavedAnswers, settings: settings.read() };
    },
    'app.report': async () => ({ lines: await describeThisApp(about, store, shellPort) }),
    'page.report': (report) => {
      shellPort?.pageChanged(report);
      return null;
    },
  };
}
