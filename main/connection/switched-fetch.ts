import type { FetchPort } from '../fetch-port.ts';
import type { Connection } from './connection.ts';

/**
 * The way out for everything that goes over the network, closed while the person works offline: nothing leaves, and what
 * waits for its answer ends, both as the `Failure` that says why. In one place, so that no caller can forget the switch.
 * Bodies on their way are their readers' to end (`isSwitchedOff`).
 */
export function createSwitchedFetch(fetch: FetchPort, connection: Connection): FetchPort {
  return async (url, init = {}) => {
    const { signal: switched } = connection;
    switched.throwIfAborted();
    // Not `AbortSignal.any` with the switch itself: whatever once followed a signal that lives on is never collected.
    const ended = new AbortController();
    const end = () => ended.abort(switched.reason);
    switched.addEventListener('abort', end, { once: true });
    try {
      return await fetch(url, { ...init, signal: init.signal ? AbortSignal.any([ended.signal, init.signal]) : ended.signal });
    } finally {
      switched.removeEventListener('abort', end);
    }
  };
}
