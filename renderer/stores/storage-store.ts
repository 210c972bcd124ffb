import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError, Result } from '../../preload/contract/errors.ts';
import type { Storage } from '../../preload/contract/storage.ts';
import type { Client } from '../bridge/client.ts';
import { followJob, type Job, type JobListener, type JobProgress } from './follow-job.ts';
import type { RejoinJob } from './rejoin-jobs.ts';
import type { RemoteData } from './remote-data.ts';

/** What is being verified or checked; `downloadId` is null for everything that is kept. */
export interface Verification extends JobProgress {
  downloadId: string | null;
}

export interface StorageState {
  /** What was read stays while it is read again. */
  storage: RemoteData<Storage>;
  /** Why the newest thing that was asked for did not happen; null once another did. */
  failure: AppError | null;
  verification: Verification | null;
  /** What the last verification found, until it is dismissed. */
  verified: Storage['lastVerified'];
  /** Compared with what the service has. */
  check: Verification | null;
  /** What the last check for changes found, until it is dismissed. */
  checked: Storage['lastCheck'];
  /** There while the media move to another folder. */
  move: JobProgress | null;
  isClearing: boolean;
  read: () => Promise<void>;
  /** Reads again whenever downloads change, at most once a second; returns what ends that. */
  follow: () => () => void;
  verify: (downloadId: string | null) => void;
  cancelVerification: () => Promise<void>;
  /** Asks the service whether what is kept has changed there. */
  checkForChanges: (downloadId: string | null) => void;
  cancelCheck: () => Promise<void>;
  moveTo: (folder: string) => void;
  cancelMove: () => Promise<void>;
  clearCache: () => Promise<void>;
  showFolder: () => Promise<void>;
  dismissFailure: () => void;
  dismissVerified: () => void;
  dismissChecked: () => void;
  rejoin: RejoinJob;
}

export type StorageStore = StoreApi<StorageState>;

const followIntervalMs = 1_000;

/** What the viewer takes on disk, and what can be done about it. */
export function createStorageStore(client: Client): StorageStore {
  let newestRead = 0;
  let verifyJob: Job | null = null;
  let checkJob: Job | null = null;
  let moveJob: Job | null = null;

  return createStore<StorageState>((set, get) => {
    const settle = (answer: Result<unknown>) => set({ failure: answer.ok ? null : answer.error });
    const fail = (error: AppError | null) => {
      if (error !== null && error.kind !== 'cancelled') set({ failure: error });
    };
    /** What was answered, also when a newer question is on its way by then; null when nothing was. */
    const readNow = async (): Promise<Storage | null> => {
      newestRead += 1;
      const own = newestRead;
      if (get().storage.state !== 'ready') set({ storage: { state: 'loading' } });
      const answer = await client.call('storage.read', {});
      if (own !== newestRead) return answer.ok ? answer.value : null;
      if (answer.ok) set({ storage: { state: 'ready', value: answer.value } });
      else if (get().storage.state === 'ready') set({ failure: answer.error });
      else set({ storage: { state: 'failed', error: answer.error } });
      return answer.ok ? answer.value : null;
    };
    const read = async () => void (await readNow());
    const endVerification = async (error: AppError | null) => {
      verifyJob = null;
      fail(error);
      const found = await readNow();
      set({ verification: null, verified: error === null ? (found?.lastVerified ?? null) : null });
    };
    const verifying = (downloadId: string | null): JobListener => {
      set({ verification: { downloadId, done: 0, total: 0, label: 'Verifying' }, verified: null, failure: null });
      return { onProgress: (progress) => set({ verification: { downloadId, ...progress } }), onEnd: (error) => void endVerification(error) };
    };
    const endCheck = async (error: AppError | null) => {
      checkJob = null;
      fail(error);
      const found = await readNow();
      set({ check: null, checked: error === null ? (found?.lastCheck ?? null) : null });
    };
    const checking = (downloadId: string | null): JobListener => {
      set({ check: { downloadId, done: 0, total: 0, label: 'Checking for changes' }, checked: null, failure: null });
      return { onProgress: (progress) => set({ check: { downloadId, ...progress } }), onEnd: (error) => void endCheck(error) };
    };
    const moving = (): JobListener => {
      set({ move: { done: 0, total: 0, label: 'Moving' }, failure: null });
      return {
        onProgress: (move) => set({ move }),
        onEnd: (error) => {
          moveJob = null;
          set({ move: null });
          fail(error);
          void read();
        },
      };
    };

    return {
      storage: { state: 'idle' },
      failure: null,
      verification: null,
      verified: null,
      check: null,
      checked: null,
      move: null,
      isClearing: false,
      read,
      follow: () => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        void read();
        const stopListening = client.onEvent((event) => {
          if (event.type !== 'download.changed') return;
          timer ??= setTimeout(() => {
            timer = undefined;
            void read();
          }, followIntervalMs);
        });
        return () => {
          clearTimeout(timer);
          stopListening();
        };
      },
      verify: (downloadId) => {
        if (verifyJob !== null) return;
        verifyJob = followJob(client, () => client.call('storage.verify', { downloadId }), verifying(downloadId));
      },
      cancelVerification: async () => fail((await verifyJob?.cancel()) ?? null),
      checkForChanges: (downloadId) => {
        if (checkJob !== null) return;
        checkJob = followJob(client, () => client.call('storage.check', { downloadId }), checking(downloadId));
      },
      cancelCheck: async () => fail((await checkJob?.cancel()) ?? null),
      moveTo: (folder) => {
        if (moveJob !== null) return;
        moveJob = followJob(client, () => client.call('storage.move', { folder }), moving());
      },
      cancelMove: async () => fail((await moveJob?.cancel()) ?? null),
      clearCache: async () => {
        set({ isClearing: true });
        const answer = await client.call('storage.clearCache', {});
        set({ isClearing: false });
        settle(answer);
        if (!answer.ok) return;
        newestRead += 1;
        set({ storage: { state: 'ready', value: answer.value } });
      },
      showFolder: async () => settle(await client.call('storage.showFolder', {})),
      dismissFailure: () => set({ failure: null }),
      dismissVerified: () => set({ verified: null }),
      dismissChecked: () => set({ checked: null }),
      rejoin: ({ subject }, job) => {
        if (subject.kind === 'verify' && verifyJob === null) {
          verifyJob = job;
          return verifying(subject.downloadId);
        }
        if (subject.kind === 'check' && checkJob === null) {
          checkJob = job;
          return checking(subject.downloadId);
        }
        if (subject.kind === 'move' && moveJob === null) {
          moveJob = job;
          return moving();
        }
        return null;
      },
    };
  });
}
