import { Failure } from '../failure.ts';
import type { Downloads } from '../media/downloads.ts';
import type { MediaRegistry } from '../media/registry.ts';
import type { Recordings } from '../sources/recordings.ts';
import type { CurrentStore } from '../store/current-store.ts';
import type { BandwidthLimit } from './bandwidth-limit.ts';
import { DownloadQueue, type DownloadQueueOptions } from './download-queue.ts';
import { createFetchFile } from './fetch-file.ts';

type Given = 'kept' | 'connection' | 'settings' | 'onChange' | 'log';

/** What the queue is connected with. */
export interface QueueSurroundings extends Pick<DownloadQueueOptions, Given> {
  store: Pick<CurrentStore, 'current' | 'problem'>;
  downloads: Downloads;
  registry: Pick<MediaRegistry, 'idOf'>;
  recordings: Pick<Recordings, 'openLive'>;
  limit: BandwidthLimit;
}

/** Makes the queue that fetches by the same downloads as everybody else, from the service as everybody else sees it. */
export function createDownloadQueue({ store, downloads, registry, recordings, limit, ...given }: QueueSurroundings): DownloadQueue {
  const noStore = new Failure('storage', 'The data folder cannot be used, so nothing can be kept offline.');
  const currentStore = () => {
    if (store.current === null) throw store.problem ?? noStore;
    return store.current;
  };
  return new DownloadQueue({
    ...given,
    store: currentStore,
    storeProblem: () => (store.current === null ? (store.problem ?? noStore) : null),
    fetchFile: createFetchFile(currentStore, downloads, limit),
    openLive: (sequence, signal, onUnreachable) => recordings.openLive(sequence, signal, onUnreachable),
    mediaIdOf: (identity) => registry.idOf(identity),
    now: Date.now,
  });
}
