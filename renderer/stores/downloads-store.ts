import { createStore, type StoreApi } from 'zustand/vanilla';
import { keepAll, type Download, type FailedFile, type KeepChoice, type KeepRequest } from '../../preload/contract/downloads.ts';
import type { AppError, Result } from '../../preload/contract/errors.ts';
import type { Client } from '../bridge/client.ts';
import { describeEnds } from './describe-ends.ts';
import { followJob, type Job, type JobListener, type JobProgress } from './follow-job.ts';
import { mergeDownloads, type DownloadChange } from './merge-downloads.ts';
import type { SequenceName } from './recording-store.ts';
import type { RejoinJob } from './rejoin-jobs.ts';
import type { DatasetName } from './settings-store.ts';

/** What is to be kept offline, and what there is of it to choose from. */
export type KeepTarget = {
  /** Of any of its sequences, as far as they are known. */
  viewKeys: readonly string[];
  /** Of the longest of them; null when none tells. */
  frameCount: number | null;
} & ({ kind: 'sequences'; sequences: readonly KeepRequest[] } | { kind: 'dataset'; dataset: DatasetName });

/** A dataset whose sequences are being read, so that they can be kept. */
export interface DatasetRun extends JobProgress {
  dataset: DatasetName;
}

export interface DownloadsState {
  /** In the order of the queue. */
  downloads: readonly Download[];
  /** The same, by `downloadKey`. */
  bySequence: ReadonlyMap<string, Download>;
  /** The list was answered: what is not in `downloads` is not kept. */
  isRead: boolean;
  /** Why the newest thing that was asked for did not happen; null once another did. */
  failure: AppError | null;
  datasetRun: DatasetRun | null;
  /** What was asked to be kept by the last click, until it is dismissed. */
  justKept: KeepTarget | null;
  /** What the dialog of options is open for. */
  asking: KeepTarget | null;
  /** What assistive technology is told: the newest end of a download. */
  announcement: string;
  read: () => Promise<void>;
  /** Keeps all of the target, unless `choice` says what. */
  keep: (target: KeepTarget, choice?: KeepChoice) => Promise<void>;
  cancelDatasetRun: () => void;
  /** Null, in these: all downloads. */
  pause: (downloadIds: readonly string[] | null) => Promise<void>;
  resume: (downloadIds: readonly string[] | null) => Promise<void>;
  retry: (downloadIds: readonly string[] | null) => Promise<void>;
  remove: (downloadIds: readonly string[] | null) => Promise<void>;
  /** Puts a download before another; last with null. */
  reorder: (downloadId: string, beforeId: string | null) => Promise<void>;
  readFailures: (downloadId: string) => Promise<Result<readonly FailedFile[]>>;
  ask: (target: KeepTarget) => void;
  stopAsking: () => void;
  dismissJustKept: () => void;
  dismissFailure: () => void;
  rejoin: RejoinJob;
}

export type DownloadsStore = StoreApi<DownloadsState>;

/** By what a sequence's download is found. */
export function downloadKey({ owner, slug, sequenceUid }: SequenceName): string {
  return `${owner}/${slug}/${sequenceUid}`;
}

/** What is kept offline or on its way: as the privileged process tells it, which goes on without a window. */
export function createDownloadsStore(client: Client): DownloadsStore {
  /** Changes that came while the list was on its way: they may be newer than it. */
  let early: DownloadChange[] | null = null;
  let cancelRun: () => void = () => undefined;

  return createStore<DownloadsState>((set, get) => {
    const put = (downloads: readonly Download[]) => set({ downloads, bySequence: new Map(downloads.map((one) => [downloadKey(one), one])) });
    const settle = (answer: Result<unknown>) => set({ failure: answer.ok ? null : answer.error });
    client.onEvent((event) => {
      if (event.type !== 'download.changed') return;
      early?.push(event);
      const { downloads: before, isRead } = get();
      // Without the list, what was there already would seem to have ended just now.
      const announcement = isRead ? describeEnds(new Map(before.map((one) => [one.id, one])), event.changed) : null;
      put(mergeDownloads(before, event));
      if (announcement !== null) set({ announcement });
    });

    const addingDataset = (dataset: DatasetName): JobListener => {
      set({ datasetRun: { dataset, done: 0, total: 0, label: 'reading its sequences' }, failure: null });
      return {
        onProgress: (progress) => set({ datasetRun: { dataset, ...progress } }),
        onEnd: (error) => set({ datasetRun: null, failure: error?.kind === 'cancelled' ? null : error }),
      };
    };
    const takeRun = (job: Job) => {
      cancelRun = () => void job.cancel().then((error) => (error === null ? undefined : set({ failure: error })));
    };

    return {
      downloads: [],
      bySequence: new Map(),
      isRead: false,
      failure: null,
      datasetRun: null,
      justKept: null,
      asking: null,
      announcement: '',
      read: async () => {
        const changes: DownloadChange[] = [];
        early = changes;
        const answer = await client.call('download.list', {});
        if (early === changes) early = null;
        if (answer.ok) put(changes.reduce<readonly Download[]>(mergeDownloads, answer.value.downloads));
        set({ isRead: true, failure: answer.ok ? null : answer.error });
      },
      keep: async (target, choice) => {
        set({ asking: null, justKept: null });
        if (target.kind === 'dataset') {
          if (get().datasetRun !== null) return;
          const { dataset } = target;
          takeRun(followJob(client, () => client.call('download.keepDataset', { ...dataset, choice: choice ?? keepAll }), addingDataset(dataset)));
          return;
        }
        const answer = await client.call('download.keep', { sequences: [...target.sequences], choice: choice ?? keepAll });
        settle(answer);
        // Who has just chosen needs no offer to choose.
        if (answer.ok && choice === undefined) set({ justKept: target });
      },
      cancelDatasetRun: () => cancelRun(),
      pause: async (ids) => settle(await client.call('download.pause', { downloadIds: listed(ids) })),
      resume: async (ids) => settle(await client.call('download.resume', { downloadIds: listed(ids) })),
      retry: async (ids) => settle(await client.call('download.retry', { downloadIds: listed(ids) })),
      remove: async (ids) => {
        set({ justKept: null });
        settle(await client.call('download.remove', { downloadIds: listed(ids) }));
      },
      reorder: async (downloadId, beforeId) => settle(await client.call('download.reorder', { downloadId, beforeId })),
      readFailures: async (downloadId) => {
        const answer = await client.call('download.failures', { downloadId });
        return answer.ok ? { ok: true, value: answer.value.failures } : answer;
      },
      ask: (target) => set({ asking: target, justKept: null }),
      stopAsking: () => set({ asking: null }),
      dismissJustKept: () => set({ justKept: null }),
      dismissFailure: () => set({ failure: null }),
      rejoin: ({ subject }, job) => {
        if (subject.kind !== 'keep-dataset' || get().datasetRun !== null) return null;
        takeRun(job);
        return addingDataset({ owner: subject.owner, slug: subject.slug });
      },
    };
  });
}

function listed(ids: readonly string[] | null): string[] | null {
  return ids === null ? null : [...ids];
}
