import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { DatasetSettings, PlayRange, Settings } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';
import { defaultSync, type SyncMode } from '../playback/sync-mode.ts';
import type { SequenceName } from './recording-store.ts';

export interface DatasetName {
  owner: string;
  slug: string;
}

export interface SettingsState {
  settings: Settings;
  /** Why the newest change is not kept on disk; it holds until the app is closed all the same. */
  saveFailure: AppError | null;
  /** Applies a change at once and keeps it. Records and lists in `change` replace the whole ones. */
  update: (change: Partial<Settings>) => Promise<void>;
  /** Changes what was chosen for one dataset: `undefined` takes a setting back, what `change` does not name stays. */
  updateDataset: (dataset: DatasetName, change: DatasetSettings) => Promise<void>;
  /** Keeps a sequence's in and out points, by `owner/slug/sequence`; forgets them when neither is set. */
  updatePlayRange: (key: string, range: PlayRange) => Promise<void>;
  /** Keeps how a sequence's views are put in step. */
  updateSync: (sequence: SequenceName, sync: SyncMode) => Promise<void>;
  /** Makes this the way of the sequence's dataset, which all its sequences follow that have no way of their own; this one too. */
  makeSyncUsual: (sequence: SequenceName, sync: SyncMode) => Promise<void>;
  /** Puts a dataset first among the recent ones. */
  rememberDataset: (dataset: DatasetName) => Promise<void>;
  forgetDataset: (dataset: DatasetName) => Promise<void>;
}

export type SettingsStore = StoreApi<SettingsState>;

/** As many as the contract allows. */
const recentLimit = 20;

/** Sequences of which something is kept; beyond it, those changed longest ago are forgotten. */
const sequenceLimit = 500;

/** One object, so that who selects it from the store sees no change where there is none. */
const nothingChosen: DatasetSettings = {};

/** What was chosen for one dataset; empty when nothing was. */
export function datasetSettings(settings: Settings, { owner, slug }: DatasetName): DatasetSettings {
  return settings.datasets[datasetKey(owner, slug)] ?? nothingChosen;
}

/** How a sequence's views are put in step: by its own way, else by its dataset's. */
export function syncOf(settings: Settings, sequence: SequenceName): SyncMode {
  return settings.syncModes[sequenceKey(sequence)] ?? datasetSettings(settings, sequence).sync ?? defaultSync;
}

/** Layout and preferences: changed here at once, kept by the privileged process. */
export function createSettingsStore(client: Client, initial: Settings): SettingsStore {
  let newestChange = 0;
  return createStore<SettingsState>((set, get) => ({
    settings: initial,
    saveFailure: null,
    update: async (change) => {
      newestChange += 1;
      const own = newestChange;
      set({ settings: { ...get().settings, ...change } });
      const answer = await client.call('settings.update', change);
      // Only the newest answer counts: an older one knows nothing of the changes since.
      if (own !== newestChange) return;
      if (answer.ok) set({ settings: answer.value, saveFailure: null });
      else set({ saveFailure: answer.error });
    },
    updateDataset: async ({ owner, slug }, change) => {
      const key = datasetKey(owner, slug);
      const { [key]: before, ...others } = get().settings.datasets;
      const chosen = Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined));
      await get().update({ datasets: Object.keys(chosen).length === 0 ? others : { ...others, [key]: chosen } });
    },
    updatePlayRange: async (key, range) => {
      const { [key]: _before, ...others } = get().settings.playRanges;
      const isSet = range.inStep !== null || range.outStep !== null;
      const entries = Object.entries(isSet ? { ...others, [key]: range } : others);
      await get().update({ playRanges: Object.fromEntries(entries.slice(-sequenceLimit)) });
    },
    updateSync: async (sequence, sync) => {
      const key = sequenceKey(sequence);
      const { [key]: _before, ...others } = get().settings.syncModes;
      await get().update({ syncModes: Object.fromEntries([...Object.entries(others), [key, sync] as const].slice(-sequenceLimit)) });
    },
    makeSyncUsual: async (sequence, sync) => {
      const key = datasetKey(sequence.owner, sequence.slug);
      const { datasets, syncModes } = get().settings;
      const { [sequenceKey(sequence)]: _own, ...others } = syncModes;
      await get().update({ datasets: { ...datasets, [key]: { ...datasets[key], sync } }, syncModes: others });
    },
    rememberDataset: async (dataset) => {
      const { recentDatasets } = get().settings;
      const [first] = recentDatasets;
      if (first !== undefined && isSame(first, dataset)) return;
      const others = recentDatasets.filter((recent) => !isSame(recent, dataset));
      const { owner, slug } = dataset;
      await get().update({ recentDatasets: [{ owner, slug }, ...others].slice(0, recentLimit) });
    },
    forgetDataset: async (dataset) => {
      const recentDatasets = get().settings.recentDatasets.filter((recent) => !isSame(recent, dataset));
      await get().update({ recentDatasets });
    },
  }));
}

function datasetKey(owner: string, slug: string): string {
  return `${owner}/${slug}`;
}

function sequenceKey({ owner, slug, sequenceUid }: SequenceName): string {
  return `${owner}/${slug}/${sequenceUid}`;
}

function isSame(one: DatasetName, other: DatasetName): boolean {
  return one.owner === other.owner && one.slug === other.slug;
}
