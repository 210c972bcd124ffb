import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function connectionHandlers({ connection, settings }: HandlerParts): Pick<Handlers, 'connection.setOffline' | 'connection.check'> {
  return {
    async 'connection.setOffline'({ isWanted }) {
      // First, because it must hold also where it cannot be kept for the next start.
      connection.setOffline(isWanted);
      await settings.update({ worksOffline: isWanted });
      return connection.state();
    },
    'connection.check': () => connection.check(),
  };
}
