import { createContext, use, type ReactNode } from 'react';
import type { Stores } from '../../stores/create-stores.ts';

const StoresContext = createContext<Stores | null>(null);

/** Gives the stores made in `main.tsx` to the screens below. */
export function StoresProvider({ stores, children }: { stores: Stores; children: ReactNode }) {
  return <StoresContext value={stores}>{children}</StoresContext>;
}

/** The app's stores; read them with zustand's `useStore`. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === null) throw new Error('useStores was called outside a StoresProvider');
  return stores;
}
