import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInput, CommandOutput } from '../../preload/contract/commands.ts';
import type { FolderListing } from '../../preload/contract/local.ts';
import type { Client } from '../bridge/client.ts';
import type { RemoteData } from './remote-data.ts';

/** What a person is asked to choose. */
export interface FileWish extends CommandInput<'local.choose'> {
  /** Why the page asks, where that is not plain from what the person did. */
  note: string | null;
}

export interface FileChooserState {
  /** What is asked for by the page's own dialog just now; null while it is closed, and always where the system has one. */
  wish: FileWish | null;
  listing: RemoteData<FolderListing>;
  /** Asks the person; no paths when they give up. */
  choose: (wish: FileWish) => Promise<string[]>;
  /** Lists another folder: by its path, or home for null. What was listed stays when there is none. */
  goTo: (path: string | null) => Promise<void>;
  /** Ends the page's own dialog: with what was chosen, with nothing when the person gives up. */
  finish: (paths: string[]) => void;
}

export type FileChooserStore = StoreApi<FileChooserState>;

/** Asks for folders and files of the machine that the app runs on, by the system's dialog or by one of the page. */
export function createFileChooserStore(client: Client, fileChoice: CommandOutput<'app.start'>['fileChoice']): FileChooserStore {
  let answer: (paths: string[]) => void = () => undefined;
  /** Where the person was last: the next thing is likely to lie nearby. */
  let lastFolder: string | null = null;
  let newest = 0;
  return createStore<FileChooserState>((set, get) => ({
    wish: null,
    listing: { state: 'idle' },
    choose: async (wish) => {
      if (fileChoice === 'system') {
        const { what, suggestedName } = wish;
        const chosen = await client.call('local.choose', { what, suggestedName });
        return chosen.ok ? chosen.value.paths : [];
      }
      get().finish([]);
      const { promise, resolve } = Promise.withResolvers<string[]>();
      answer = resolve;
      set({ wish, listing: { state: 'loading' } });
      void get().goTo(lastFolder);
      return promise;
    },
    goTo: async (path) => {
      newest += 1;
      const own = newest;
      const { listing: before, wish } = get();
      const listed = await client.call('local.listFolder', { path, files: wish?.what === 'files' || wish?.what === 'export' });
      if (own !== newest || get().wish === null) return;
      if (listed.ok) lastFolder = listed.value.path;
      // A folder that has gone since is no reason to stand there with nothing.
      if (!listed.ok && before.state === 'loading' && path !== null) await get().goTo(null);
      else set({ listing: listed.ok ? { state: 'ready', value: listed.value } : { state: 'failed', error: listed.error } });
    },
    finish: (paths) => {
      answer(paths);
      answer = () => undefined;
      set({ wish: null, listing: { state: 'idle' } });
    },
  }));
}
