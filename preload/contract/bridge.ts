/**
 * The page's only way to the privileged process, the same in both shells: Electron's preload exposes it over IPC, the
 * loopback host over HTTP and a WebSocket. It carries names and plain data; meaning and types are the client's.
 */
export interface Bridge<DroppedFile = never> {
  /** Resolves with a `Result`, unparsed; never rejects for a failure of the command itself. */
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Calls `listener` with every event, unparsed; returns the unsubscriber. */
  subscribe(listener: (event: unknown) => void): () => void;
  /** Where a file or folder lies that was dropped on the page; absent in browsers, which never tell. Empty for what lies nowhere. */
  pathOfFile?: (file: DroppedFile) => string;
}

/** The name under which the preload exposes the bridge on the page's global object. */
export const bridgeGlobal = 'avala';
