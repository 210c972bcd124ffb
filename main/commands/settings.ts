import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function settingsHandlers({ settings }: HandlerParts): Pick<Handlers, 'settings.update'> {
  return {
    'settings.update': (change) => settings.update(change),
  };
}
