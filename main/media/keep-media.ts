import { contentKey } from '../store/content-key.ts';
import type { CurrentStore } from '../store/current-store.ts';
import type { Downloads } from './downloads.ts';
import type { MediaRegistry } from './registry.ts';

export interface KeepMediaOptions {
  registry: Pick<MediaRegistry, 'remote'>;
  store: Pick<CurrentStore, 'current'>;
  downloads: Downloads;
}

/**
 * Makes what brings a medium into the store, whole and with its record, by the download that everybody follows; one that is
 * there already is not fetched again, and one that lies on this computer needs no copy. Rejects when it cannot be fetched or
 * kept, or `signal` aborts.
 */
export function createKeepMedia({ registry, store, downloads }: KeepMediaOptions): (mediaId: string, signal: AbortSignal) => Promise<void> {
  return async (mediaId, signal) => {
    const asset = registry.remote(mediaId);
    const { current } = store;
    if (asset === undefined || current === null) return;
    const key = contentKey(asset.identity);
    if (downloads.get(key) === undefined && current.keptAmong([key]).has(key)) return;
    await downloads.getOrStart(current, mediaId, key).keep(signal);
  };
}
