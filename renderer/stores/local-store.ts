import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import { localOwner, type LocalCorrection, type LocalEntry, type LocalGuess } from '../../preload/contract/local.ts';
import type { DatasetSettings } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';
import type { FileChooserStore } from './file-chooser-store.ts';
import { followJob, type Job, type JobProgress } from './follow-job.ts';
import type { PlayerStore } from './player-store.ts';
import type { RemoteData } from './remote-data.ts';
import type { RouteStore } from './route-store.ts';
import { localMoment } from './route.ts';
import { datasetSettings, type SettingsStore } from './settings-store.ts';

/** How far the folder or file is that the address names. */
export type LocalGate = { id: string } & ({ state: 'scanning'; progress: JobProgress } | { state: 'ready' } | { state: 'failed'; error: AppError });

/** What a person is told while something that they chose is being opened; null: nothing is. */
export type LocalOpening = { state: 'scanning'; progress: JobProgress } | { state: 'failed'; error: AppError } | { state: 'asking'; guess: LocalGuess } | null;

/** How far the verification of an exported file is; null: none is under way or to be told of. */
export type LocalVerifying = { state: 'running'; progress: JobProgress } | { state: 'done' } | { state: 'failed'; error: AppError } | null;

/** What a person says of a guess. */
export interface GuessAnswer {
  correction: LocalCorrection;
  /** Null: as without one. */
  frameRateHz: number | null;
}

export interface LocalState {
  entries: RemoteData<readonly LocalEntry[]>;
  opening: LocalOpening;
  gate: LocalGate | null;
  verifying: LocalVerifying;
  loadEntries: () => Promise<void>;
  /** Takes a recording off the list; its files stay. */
  forget: (id: string) => Promise<void>;
  /** Asks for folders or files and opens them. */
  chooseAndOpen: (what: 'folders' | 'files', note?: string) => Promise<void>;
  /** Opens folders or files: looks them through, and asks whether the guess is right where there is one. */
  openPaths: (paths: readonly string[]) => Promise<void>;
  /** Shows another of the folder's recordings in the dialog. */
  lookAt: (recording: string) => Promise<void>;
  /** Opens what is in the dialog as the person says it is. */
  accept: (answer: GuessAnswer) => Promise<void>;
  /** Gives up what is being opened. */
  giveUp: () => void;
  /** Asks again how the open recording is to be taken. */
  correctOpen: () => Promise<void>;
  /** Compares the open file with its hashes. */
  verifyOpen: () => void;
  /** Stops verifying, or puts the report away. */
  endVerifying: () => void;
  /** Looks through what the address names; without effect when that was done. */
  prepare: (id: string) => Promise<void>;
}

export type LocalStore = StoreApi<LocalState>;

export interface LocalStorePorts {
  client: Client;
  chooser: FileChooserStore;
  settings: SettingsStore;
  route: RouteStore;
  player: PlayerStore;
}

const starting: JobProgress = { done: 0, total: 0, label: 'Looking through the folder' };

/** Folders and files of the machine that the app runs on, as recordings. */
export function createLocalStore({ client, chooser, settings, route, player }: LocalStorePorts): LocalStore {
  /** What is opened last counts; what was begun before it ends unheard. */
  let newest = 0;
  let job: Job | null = null;
  let verification: Job | null = null;

  /** Scans as a job; resolves with why that failed, else null. */
  const scan = (id: string, recording: string | null, onProgress: (progress: JobProgress) => void): Promise<AppError | null> => {
    const { promise, resolve } = Promise.withResolvers<AppError | null>();
    job = followJob(client, () => client.call('local.scan', { id, recording }), { onProgress, onEnd: resolve });
    return promise;
  };
  /** What the files say holds where the person has said nothing. */
  const takeOver = async (id: string, found: DatasetSettings) => {
    const chosen = datasetSettings(settings.getState().settings, { owner: localOwner, slug: id });
    const missing = Object.fromEntries(Object.entries(found).filter(([name, value]) => value !== undefined && !Object.hasOwn(chosen, name)));
    if (Object.keys(missing).length > 0) await settings.getState().updateDataset({ owner: localOwner, slug: id }, missing);
  };

  return createStore<LocalState>((set, get) => {
    const ask = async (id: string, recording: string | null): Promise<void> => {
      newest += 1;
      const own = newest;
      set({ opening: { state: 'scanning', progress: starting } });
      const error = await scan(id, recording, (progress) => {
        if (own === newest) set({ opening: { state: 'scanning', progress } });
      });
      if (own !== newest) return;
      const guess = error === null ? await client.call('local.read', { id }) : ({ ok: false, error } as const);
      if (own !== newest) return;
      if (!guess.ok) {
        set({ opening: guess.error.kind === 'cancelled' ? null : { state: 'failed', error: guess.error } });
        return;
      }
      // A file says itself what it is.
      if (guess.value.format === 'avseq') {
        await takeOver(id, guess.value.settings);
        go(id);
      } else {
        set({ opening: { state: 'asking', guess: guess.value } });
      }
    };
    const go = (id: string) => {
      const { route: place, navigate } = route.getState();
      const isOpen = place.screen === 'moment' && place.owner === localOwner && place.slug === id;
      set({ opening: null, gate: { id, state: 'ready' } });
      if (isOpen) player.getState().reopen();
      else navigate(localMoment(id));
      void get().loadEntries();
    };
    return {
      entries: { state: 'idle' },
      opening: null,
      gate: null,
      verifying: null,
      loadEntries: async () => {
        const answer = await client.call('local.list', {});
        set({ entries: answer.ok ? { state: 'ready', value: answer.value.entries } : { state: 'failed', error: answer.error } });
      },
      forget: async (id) => {
        await client.call('local.forget', { id });
        await get().loadEntries();
      },
      chooseAndOpen: async (what, note) => {
        const paths = await chooser.getState().choose({ what, suggestedName: '', note: note ?? null });
        if (paths.length > 0) await get().openPaths(paths);
      },
      openPaths: async (paths) => {
        newest += 1;
        const own = newest;
        set({ opening: { state: 'scanning', progress: starting } });
        const added = await client.call('local.add', { paths: [...paths] });
        if (own !== newest) return;
        if (added.ok) await ask(added.value.id, null);
        else set({ opening: { state: 'failed', error: added.error } });
      },
      lookAt: async (recording) => {
        const { opening } = get();
        if (opening?.state === 'asking') await ask(opening.guess.id, recording);
      },
      accept: async ({ correction, frameRateHz }) => {
        const { opening } = get();
        if (opening?.state !== 'asking') return;
        const { id, settings: found } = opening.guess;
        const corrected = await client.call('local.correct', { id, correction });
        if (!corrected.ok) {
          set({ opening: { state: 'failed', error: corrected.error } });
          return;
        }
        await takeOver(id, found);
        const dataset = { owner: localOwner, slug: id };
        if ((datasetSettings(settings.getState().settings, dataset).frameRateHz ?? null) !== frameRateHz) {
          await settings.getState().updateDataset(dataset, { frameRateHz: frameRateHz ?? undefined });
        }
        go(id);
      },
      giveUp: () => {
        newest += 1;
        void job?.cancel();
        job = null;
        set({ opening: null });
      },
      correctOpen: async () => {
        const { gate } = get();
        if (gate?.state === 'ready') await ask(gate.id, null);
      },
      verifyOpen: () => {
        const { gate } = get();
        if (gate === null) return;
        set({ verifying: { state: 'running', progress: { done: 0, total: 0, label: 'Verifying the file' } } });
        verification = followJob(client, () => client.call('local.verify', { id: gate.id }), {
          onProgress: (progress) => set({ verifying: { state: 'running', progress } }),
          onEnd: (error) => set({ verifying: error === null ? { state: 'done' } : error.kind === 'cancelled' ? null : { state: 'failed', error } }),
        });
      },
      endVerifying: () => {
        if (get().verifying?.state === 'running') void verification?.cancel();
        else set({ verifying: null });
      },
      prepare: async (id) => {
        const { gate } = get();
        if (gate?.id === id && gate.state !== 'failed') return;
        const isAsked = () => get().gate?.id === id;
        set({ gate: { id, state: 'scanning', progress: starting } });
        const error = await scan(id, null, (progress) => {
          if (isAsked()) set({ gate: { id, state: 'scanning', progress } });
        });
        if (!isAsked()) return;
        const found = error === null ? await client.call('local.read', { id }) : ({ ok: false, error } as const);
        if (!isAsked()) return;
        if (found.ok) await takeOver(id, found.value.settings);
        if (isAsked()) set({ gate: found.ok ? { id, state: 'ready' } : { id, state: 'failed', error: found.error } });
      },
    };
  });
}
