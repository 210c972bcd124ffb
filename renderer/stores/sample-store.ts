import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../preload/contract/errors.ts';
import type { AppEvent } from '../../preload/contract/events.ts';
import type { Client } from '../bridge/client.ts';

/** How far the built-in sample is. `total` is 0 before the first progress. */
export type SampleProgress =
  | { state: 'idle' }
  | { state: 'preparing'; done: number; total: number; label: string }
  | { state: 'ready' }
  | { state: 'failed'; error: AppError };

export interface SampleState {
  progress: SampleProgress;
  /** Builds the sample if it is not built; does nothing while it is being built or when it is ready. */
  prepare: () => Promise<void>;
  /** Stops building; what was built so far is thrown away. */
  cancel: () => Promise<void>;
}

export type SampleStore = StoreApi<SampleState>;

type JobEvent = Extract<AppEvent, { jobId: string }>;

/** The built-in sample drive and the job that builds it. */
export function createSampleStore(client: Client): SampleStore {
  let jobId: string | null = null;
  /** Events can overtake the answer that tells the job's id. */
  let early: JobEvent[] = [];
  let isAsking = false;
  let isCancelWanted = false;

  return createStore<SampleState>((set, get) => {
    const follow = (event: JobEvent) => {
      if (event.type === 'job.progress') {
        set({ progress: { state: 'preparing', done: event.done, total: event.total, label: event.label } });
        return;
      }
      jobId = null;
      if (event.error === null) set({ progress: { state: 'ready' } });
      else if (event.error.kind === 'cancelled') set({ progress: { state: 'idle' } });
      else set({ progress: { state: 'failed', error: event.error } });
    };
    client.onEvent((event) => {
      if (event.type !== 'job.progress' && event.type !== 'job.ended') return;
      if (isAsking) early.push(event);
      else if (event.jobId === jobId) follow(event);
    });
    return {
      progress: { state: 'idle' },
      prepare: async () => {
        const { state } = get().progress;
        if (state === 'preparing' || state === 'ready') return;
        isAsking = true;
        isCancelWanted = false;
        set({ progress: { state: 'preparing', done: 0, total: 0, label: 'Building the sample drive' } });
        const answer = await client.call('sample.prepare', {});
        isAsking = false;
        const overtaken = early;
        early = [];
        if (!answer.ok) {
          set({ progress: { state: 'failed', error: answer.error } });
          return;
        }
        jobId = answer.value.jobId;
        for (const event of overtaken) if (event.jobId === jobId) follow(event);
        if (isCancelWanted) await get().cancel();
      },
      cancel: async () => {
        isCancelWanted = true;
        if (jobId === null) return;
        const answer = await client.call('job.cancel', { jobId });
        if (!answer.ok) set({ progress: { state: 'failed', error: answer.error } });
      },
    };
  });
}
