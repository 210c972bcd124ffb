import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';
import { createPager, emptyRows, type PagedRows } from './paged-rows.ts';

export interface DatasetsState {
  datasets: PagedRows<Dataset>;
  /** Filters what is loaded: the service's own filter is not documented. */
  filter: string;
  setFilter: (filter: string) => void;
  reload: () => Promise<void>;
  loadMore: () => Promise<void>;
  /** See `Pager.refresh`. */
  refresh: (which: 'all' | 'saved') => Promise<void>;
  clear: () => void;
}

export type DatasetsStore = StoreApi<DatasetsState>;

/** The datasets that the key can list, where the service allows it to list any. */
export function createDatasetsStore(client: Client): DatasetsStore {
  return createStore<DatasetsState>((set, get) => {
    const pager = createPager<Dataset>((dataset) => `${dataset.owner}/${dataset.slug}`, {
      fetchPage: (cursor) => client.call('dataset.list', cursor === null ? {} : { cursor }),
      read: () => get().datasets,
      write: (datasets) => set({ datasets }),
    });
    return {
      datasets: emptyRows(),
      filter: '',
      setFilter: (filter) => set({ filter }),
      reload: () => pager.reload(),
      loadMore: () => pager.loadMore(),
      refresh: (which) => pager.refresh(which),
      clear: () => pager.clear(),
    };
  });
}

/** The loaded datasets whose name, owner or slug holds every word of `filter`. */
export function filterDatasets(datasets: readonly Dataset[], filter: string): readonly Dataset[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return datasets;
  return datasets.filter(({ name, owner, slug }) => {
    const text = `${name} ${owner}/${slug}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
