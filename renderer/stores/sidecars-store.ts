import { createStore, type StoreApi } from 'zustand/vanilla';
import { sidecarLimits, type CommandOutput } from '../../preload/contract/commands.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Client } from '../bridge/client.ts';
import type { RecordingStore } from './recording-store.ts';

/** A file of a person's choice: what a browser's `File` is, as far as it matters here. */
export interface ChosenFile {
  readonly name: string;
  /** Below the folder that was chosen; empty for a file that was chosen by itself. */
  readonly webkitRelativePath: string;
  readonly size: number;
  text(): Promise<string>;
}

export type SidecarFile = CommandOutput<'recording.sidecars'>['files'][number];

/** What became of the files that were added last. */
export type SidecarReport = CommandOutput<'recording.addSidecars'>;

export interface SidecarsState {
  /** Of the open recording, in the order in which they came; null while that is not known. */
  readonly files: readonly SidecarFile[] | null;
  readonly report: SidecarReport | null;
  readonly failure: AppError | null;
  readonly isBusy: boolean;
  /** Finds out which files the open recording has. */
  load: () => Promise<void>;
  add: (chosen: readonly ChosenFile[]) => Promise<void>;
  /** All of them without a name. */
  remove: (name?: string) => Promise<void>;
}

export type SidecarsStore = StoreApi<SidecarsState>;

const initial = { files: null, report: null, failure: null, isBusy: false } as const;

/** The calibration and label files that a person adds to the open recording; its views are asked for again after each change. */
export function createSidecarsStore(client: Client, recording: RecordingStore): SidecarsStore {
  const openId = () => {
    const { recording: opened } = recording.getState();
    return opened.state === 'ready' ? opened.value.recordingId : null;
  };
  return createStore<SidecarsState>((set, get) => {
    /** Does one thing to the open recording; what comes of it counts only while that one is open. */
    const act = async (work: (recordingId: string) => Promise<Partial<SidecarsState>>) => {
      const recordingId = openId();
      if (recordingId === null) return;
      set({ isBusy: true, failure: null });
      const change = await work(recordingId);
      if (openId() === recordingId) set({ ...change, isBusy: false });
    };
    recording.subscribe(({ recording: opened }, { recording: before }) => {
      if (opened !== before) set(initial);
    });
    return {
      ...initial,
      load: () =>
        act(async (recordingId) => {
          const answer = await client.call('recording.sidecars', { recordingId });
          return answer.ok ? { files: answer.value.files } : { failure: answer.error };
        }),
      add: (chosen) =>
        act(async (recordingId) => {
          const [files, unread] = await readFiles(chosen);
          if (files.length === 0) return { report: { applied: [], unused: unread } };
          const answer = await client.call('recording.addSidecars', { recordingId, files });
          if (!answer.ok) return { failure: answer.error };
          const kept = await client.call('recording.sidecars', { recordingId });
          if (openId() === recordingId) await recording.getState().refreshViews();
          const { applied, unused } = answer.value;
          return { report: { applied, unused: [...unread, ...unused] }, files: kept.ok ? kept.value.files : get().files };
        }),
      remove: (name) =>
        act(async (recordingId) => {
          const answer = await client.call('recording.removeSidecars', name === undefined ? { recordingId } : { recordingId, names: [name] });
          if (!answer.ok) return { failure: answer.error };
          if (openId() === recordingId) await recording.getState().refreshViews();
          return { files: answer.value.files, report: null };
        }),
    };
  });
}

/** The files' texts, and those that are too large to be read, with the reason. */
async function readFiles(chosen: readonly ChosenFile[]): Promise<[{ name: string; text: string }[], SidecarReport['unused']]> {
  const files: { name: string; text: string }[] = [];
  const unread: SidecarReport['unused'] = [];
  for (const file of chosen) {
    const name = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    if (file.size > sidecarLimits.fileBytes) {
      unread.push({ name, reason: `It is larger than ${sidecarLimits.fileBytes / 2 ** 20} MB, which no calibration is.` });
      continue;
    }
    try {
      files.push({ name, text: await file.text() });
    } catch {
      unread.push({ name, reason: 'It could not be read. Check that it is still there and that you may read it.' });
    }
  }
  return [files, unread];
}
