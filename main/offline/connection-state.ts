/** Whether the service can be used, as whoever watches that knows it. */
export interface ConnectionState {
  isOffline(): boolean;
  /** Returns what ends the listening. */
  onChange(listener: () => void): () => void;
}

/** For where nobody watches: every trouble is then found out by trying. */
export const alwaysOnline: ConnectionState = { isOffline: () => false, onChange: () => () => undefined };
