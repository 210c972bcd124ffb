import type { HandlerParts } from './create-handlers.ts';
import type { Handlers } from './handlers.ts';

export function settingsHandlers({ settings, store, startBudgetBytes }: Pick<HandlerParts, 'settings' | 'store' | 'startBudgetBytes'>): Pick<Handlers, 'settings.update'> {
  return {
    async 'settings.update'(change) {
      const updated = await settings.update(change);
      // Only then: a smaller budget deletes media, which nothing brings back when the settings could not be saved.
      if (change.storage !== undefined) store.setBudget(updated.storage.cacheBudgetBytes ?? startBudgetBytes);
      return updated;
    },
  };
}
