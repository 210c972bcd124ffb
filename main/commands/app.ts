import type { HandlerParts } from './create-handlers.ts';
import { describeThisApp } from './describe-this-app.ts';
import type { Handlers } from './handlers.ts';

export function appHandlers({ about, target, session, settings, store, shellPort }: HandlerParts): Pick<Handlers, 'app.start' | 'app.report' | 'player.report'> {
  return {
    'app.start': () => ({ ...about, target: target(), session: session.state(), settings: settings.read() }),
    'app.report': async () => ({ lines: await describeThisApp(about, store, shellPort) }),
    'player.report': (state) => {
      shellPort?.playerChanged(state);
      return null;
    },
  };
}
