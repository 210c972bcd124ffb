import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Client } from '../bridge/client.ts';
import type { FileChooserStore } from './file-chooser-store.ts';
import { followJob, type Job, type JobListener, type JobProgress } from './follow-job.ts';
import type { SequenceName } from './recording-store.ts';
import type { RejoinJob } from './rejoin-jobs.ts';

/** How far an export is. `name` is the file's. */
export type ExportProgress =
  | { state: 'idle' }
  | { state: 'exists'; name: string }
  | { state: 'running'; name: string; progress: JobProgress }
  | { state: 'done'; name: string }
  | { state: 'failed'; error: AppError };

export interface ExportState {
  export: ExportProgress;
  /** Asks for a place and writes the recording there. */
  begin: (sequence: SequenceName) => Promise<void>;
  /** Replaces the file that is there. */
  replace: () => Promise<void>;
  /** Stops writing, or puts the report away. */
  dismiss: () => void;
  rejoin: RejoinJob;
}

export type ExportStore = StoreApi<ExportState>;

/** The export of a recording into one file; one at a time. */
export function createExportStore(client: Client, chooser: FileChooserStore): ExportStore {
  let job: Job | null = null;
  let wanted: { sequence: SequenceName; path: string } | null = null;
  return createStore<ExportState>((set, get) => {
    const writing = (name: string): JobListener => {
      set({ export: { state: 'running', name, progress: { done: 0, total: 0, label: 'Writing the file' } } });
      return {
        onProgress: (progress) => set({ export: { state: 'running', name, progress } }),
        onEnd: (error) => {
          job = null;
          if (error === null) set({ export: { state: 'done', name } });
          else set({ export: error.kind === 'cancelled' ? { state: 'idle' } : { state: 'failed', error } });
        },
      };
    };
    const write = async (isReplacing: boolean) => {
      if (wanted === null) return;
      const { sequence: { owner, slug, sequenceUid }, path } = wanted;
      const name = path.split(/[/\\]/).at(-1) ?? path;
      const listener = writing(name);
      let isTaken = false;
      job = followJob(
        client,
        async () => {
          const answer = await client.call('recording.export', { owner, slug, sequenceUid, path, isReplacing });
          if (!answer.ok) return answer;
          if (answer.value.state === 'started') return { ok: true, value: answer.value };
          isTaken = true;
          return { ok: false, error: { kind: 'invalid-input', message: 'There is a file of that name already.' } };
        },
        {
          ...listener,
          onEnd: (error) => {
            listener.onEnd(error);
            if (isTaken) set({ export: { state: 'exists', name } });
          },
        },
      );
    };
    return {
      export: { state: 'idle' },
      begin: async (sequence) => {
        if (get().export.state === 'running') return;
        const { owner, slug, sequenceUid } = sequence;
        const found = await client.call('recording.exportName', { owner, slug, sequenceUid });
        if (!found.ok) {
          set({ export: { state: 'failed', error: found.error } });
          return;
        }
        const [path] = await chooser.getState().choose({ what: 'export', suggestedName: found.value.suggestedName, note: null });
        if (path === undefined) return;
        wanted = { sequence, path };
        await write(false);
      },
      replace: () => write(true),
      rejoin: ({ subject }, running) => {
        if (subject.kind !== 'export' || job !== null) return null;
        job = running;
        return writing(subject.name);
      },
      dismiss: () => {
        void job?.cancel();
        if (get().export.state !== 'running') set({ export: { state: 'idle' } });
      },
    };
  });
}
