import type { Bridge } from '../../preload/contract/bridge.ts';

const reconnectDelayMs = 1_000;

/** The bridge of the loopback host: commands by HTTP, events by a WebSocket that comes back after a break. */
export function createHostBridge(): Bridge {
  const listeners = new Set<(event: unknown) => void>();
  const { promise: hasConnected, resolve: connected } = Promise.withResolvers<void>();
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/events`);
    socket.addEventListener('open', () => connected());
    socket.addEventListener('message', ({ data }) => {
      const event = parse(String(data));
      for (const listener of listeners) listener(event);
    });
    socket.addEventListener('close', () => {
      connected();
      setTimeout(connect, reconnectDelayMs);
    });
  };
  connect();
  return {
    async invoke(name, input) {
      // A command may start a job: its events must find us listening.
      await hasConnected;
      try {
        const response = await fetch(`/command/${encodeURIComponent(name)}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(input),
        });
        if (response.ok) return await response.json();
        const message = response.status === 401
          ? 'This browser is no longer let in. Open the address that Avala Viewer printed in its terminal.'
          : (await response.text()).trim();
        return { ok: false, error: { kind: 'internal', message } };
      } catch {
        return {
          ok: false,
          error: { kind: 'unreachable', message: 'Avala Viewer has stopped in its terminal. Start it again; nothing that was kept is lost.' },
        };
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
