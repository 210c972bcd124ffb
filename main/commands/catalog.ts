import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function catalogHandlers({ catalog }: HandlerParts): Pick<Handlers, 'catalog.read' | 'catalog.clear'> {
  return {
    'catalog.read': () => catalog.usage(),
    async 'catalog.clear'() {
      await catalog.clear();
      return catalog.usage();
    },
  };
}
