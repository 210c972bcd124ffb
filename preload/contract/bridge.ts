/**
 * The page's only way to the privileged process, the same in both shells: Electron's preload exposes it over IPC, the
 * loopback host over HTTP and a WebSocket. It carries names and plain data; meaning and types are the client's.
 */
export interface Bridge {
  /** Resolves with a `Result`, unparsed; never rejects for a failure of the command itself. */
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Calls `listener` with every event, unparsed; returns the unsubscriber. */
  subscribe(listener: (event: unknown) => void): () => void;
}

/** The name under which the preload exposes the bridge on the page's global object. */
export const bridgeGlobal = 'avala';
