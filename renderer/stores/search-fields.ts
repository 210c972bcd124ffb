import { createStore, type StoreApi } from 'zustand/vanilla';

/** How many fields are on screen that the key of searching leads to. */
export type SearchFields = StoreApi<{ count: number; add: () => void; remove: () => void }>;

/** Counts them: a screen that takes the place of another may come before it goes. */
export function createSearchFields(): SearchFields {
  return createStore((set, get) => ({ count: 0, add: () => set({ count: get().count + 1 }), remove: () => set({ count: get().count - 1 }) }));
}
