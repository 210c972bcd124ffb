import { createStore, type StoreApi } from 'zustand/vanilla';
import { formatRoute, parseRoute, type Route } from './route.ts';

/** The browser's address, as far as the store needs it: `browserAddress` in the app, a plain object in tests. */
export interface Address {
  /** With its `#`; empty when there is none. */
  readHash(): string;
  push(hash: string): void;
  replace(hash: string): void;
  /** Calls `listener` when the person changed the address or went back or forward; returns the unsubscriber. */
  onChange(listener: () => void): () => void;
}

export interface RouteState {
  /** Where the person went last. Frames that are stepped to do not change it: they only go to the address. */
  route: Route;
  /** Goes somewhere, leaving an entry in the history; none where the address is there already. */
  navigate: (route: Route) => void;
  /** Goes somewhere in place of where we are. */
  replace: (route: Route) => void;
  /**
   * Keeps the address of a moment true while frames are stepped or played: at most one write in 250 ms, since browsers
   * allow 200 in 30 s, and the last frame always arrives. Adds no history. Does nothing on other screens.
   */
  replaceFrame: (frameIndex: number) => void;
}

export type RouteStore = StoreApi<RouteState>;

const writeIntervalMs = 250;

/** The route, read from the address and written to it. */
export function createRouteStore(address: Address): RouteStore {
  let lastWriteMs = Number.NEGATIVE_INFINITY;
  let pendingFrame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const forgetPending = () => {
    clearTimeout(timer);
    timer = undefined;
    pendingFrame = null;
  };

  return createStore<RouteState>((set, get) => {
    const writeFrame = () => {
      const { route } = get();
      if (pendingFrame !== null && route.screen === 'moment') {
        address.replace(formatRoute({ ...route, frameIndex: pendingFrame }));
        lastWriteMs = performance.now();
      }
      forgetPending();
    };
    address.onChange(() => {
      forgetPending();
      set({ route: parseRoute(address.readHash()) });
    });
    return {
      route: parseRoute(address.readHash()),
      navigate: (route) => {
        forgetPending();
        const hash = formatRoute(route);
        if (hash !== address.readHash()) address.push(hash);
        set({ route });
      },
      replace: (route) => {
        forgetPending();
        address.replace(formatRoute(route));
        set({ route });
      },
      replaceFrame: (frameIndex) => {
        if (get().route.screen !== 'moment') return;
        pendingFrame = frameIndex;
        if (timer !== undefined) return;
        const waitMs = lastWriteMs + writeIntervalMs - performance.now();
        if (waitMs <= 0) writeFrame();
        else timer = setTimeout(writeFrame, waitMs);
      },
    };
  });
}

/** The page's own address. */
export const browserAddress: Address = {
  readHash: () => location.hash,
  push: (hash) => history.pushState(null, '', hash),
  replace: (hash) => history.replaceState(null, '', hash),
  onChange: (listener) => {
    // Links and edits of the address fire `hashchange`, and so do back and forward between hashes.
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  },
};
