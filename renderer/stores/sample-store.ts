import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Client } from '../bridge/client.ts';
import { followJob, type Job } from './follow-job.ts';

/** How far the built-in sample is. `total` is 0 before the first progress. */
export type SampleProgress =
  | { state: 'idle' }
  | { state: 'preparing'; done: number; total: number; label: string }
  | { state: 'ready' }
  | { state: 'failed'; error: AppError };

export interface SampleState {
  progress: SampleProgress;
  /** Builds the sample if it is not built; does nothing while it is being built or when it is ready. */
  prepare: () => void;
  /** Stops building; what was built so far is thrown away. */
  cancel: () => Promise<void>;
}

export type SampleStore = StoreApi<SampleState>;

/** The built-in sample drive and the job that builds it. */
export function createSampleStore(client: Client): SampleStore {
  let job: Job | null = null;

  return createStore<SampleState>((set, get) => ({
    progress: { state: 'idle' },
    prepare: () => {
      const { state } = get().progress;
      if (state === 'preparing' || state === 'ready') return;
      set({ progress: { state: 'preparing', done: 0, total: 0, label: 'Building the sample drive' } });
      job = followJob(client, () => client.call('sample.prepare', {}), {
        onProgress: (progress) => set({ progress: { state: 'preparing', ...progress } }),
        onEnd: (error) => {
          job = null;
          if (error === null) set({ progress: { state: 'ready' } });
          else set({ progress: error.kind === 'cancelled' ? { state: 'idle' } : { state: 'failed', error } });
        },
      });
    },
    cancel: async () => {
      const error = (await job?.cancel()) ?? null;
      if (error !== null) set({ progress: { state: 'failed', error } });
    },
  }));
}
