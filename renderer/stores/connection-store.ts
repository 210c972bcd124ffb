import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandOutput } from '../../preload/contract/commands.ts';
import type { ConnectionState } from '../../preload/contract/connection.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Client } from '../bridge/client.ts';

export interface ConnectionStoreState {
  connection: ConnectionState;
  /** Something of lists and details is saved, so that there is something to see without a key or a connection. */
  hasSavedAnswers: boolean;
  /** What came of the last `check`, while the service is held for unreachable. */
  check: 'none' | 'checking' | 'no-answer';
  /** Why the switch, or deleting what is saved, could not be kept. */
  failure: AppError | null;
  setOffline: (isWanted: boolean) => Promise<void>;
  /** Asks at once whether the service can be reached again. */
  checkNow: () => Promise<void>;
  /** Deletes what is saved of lists and details. */
  clearSaved: () => Promise<void>;
}

export type ConnectionStore = StoreApi<ConnectionStoreState>;

/** Whether the service is asked, and what there is to read without it; follows the privileged process's events. */
export function createConnectionStore(client: Client, start: Pick<CommandOutput<'app.start'>, 'connection' | 'hasSavedAnswers'>): ConnectionStore {
  return createStore<ConnectionStoreState>((set, get) => {
    client.onEvent((event) => {
      if (event.type === 'connection.changed') set({ connection: event.connection, check: 'none' });
      if (event.type === 'catalog.changed') set({ hasSavedAnswers: event.hasSavedAnswers });
    });
    return {
      connection: start.connection,
      hasSavedAnswers: start.hasSavedAnswers,
      check: 'none',
      failure: null,
      setOffline: async (isWanted) => {
        const answer = await client.call('connection.setOffline', { isWanted });
        set({ failure: answer.ok ? null : answer.error });
      },
      checkNow: async () => {
        if (get().check === 'checking') return;
        set({ check: 'checking' });
        const answer = await client.call('connection.check', {});
        if (!answer.ok) set({ check: 'none', failure: answer.error });
        else set({ check: answer.value.state === 'offline' ? 'no-answer' : 'none' });
      },
      clearSaved: async () => {
        const answer = await client.call('catalog.clear', {});
        set({ failure: answer.ok ? null : answer.error });
      },
    };
  });
}
