import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInput } from '../../preload/contract/commands.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { Sequence } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';
import { createPager, emptyRows, noPage, type Page, type PagedRows } from './paged-rows.ts';
import { isInOrder, orderingParameter, type SequenceOrdering } from './sequence-ordering.ts';
import type { DatasetName } from './settings-store.ts';

export interface LibraryState {
  /** The dataset whose sequences these are. */
  dataset: DatasetName | null;
  sequences: PagedRows<Sequence>;
  ordering: SequenceOrdering;
  /** Who puts the rows into `ordering`: the service, or (since it does not) the viewer, among the loaded ones. */
  orderedBy: 'service' | 'viewer';
  search: string;
  /** Statuses to show, as the service names them (`''`: none); empty for all. */
  statuses: ReadonlySet<string>;
  /** The sequence that was opened last from this list, to come back to it. */
  openedUid: string | null;
  /** Shows a dataset's sequences; keeps what is loaded when it is the same dataset. */
  open: (dataset: DatasetName) => Promise<void>;
  reload: () => Promise<void>;
  loadMore: () => Promise<void>;
  /** See `Pager.refresh`. */
  refresh: (which: 'all' | 'saved') => Promise<void>;
  setOrdering: (ordering: SequenceOrdering) => Promise<void>;
  setSearch: (search: string) => void;
  setStatuses: (statuses: ReadonlySet<string>) => void;
  markOpened: (sequenceUid: string) => void;
  clear: () => void;
}

export type LibraryStore = StoreApi<LibraryState>;

/** After the first page, which should come soon, larger ones spare the service's limit of requests a minute. */
const laterPageLimit = 500;

/** The sequences of the dataset that is open. */
export function createLibraryStore(client: Client): LibraryStore {
  let takesLargePages = true;

  return createStore<LibraryState>((set, get) => {
    const pager = createPager<Sequence>((sequence) => sequence.uid, {
      fetchPage,
      read: () => get().sequences,
      write: (sequences) => set({ sequences }),
    });

    async function fetchPage(cursor: string | null): Promise<Result<Page<Sequence>>> {
      const { dataset, ordering, orderedBy } = get();
      if (dataset === null) return { ok: true, value: noPage };
      const input: CommandInput<'sequence.list'> = { owner: dataset.owner, slug: dataset.slug };
      if (cursor !== null) return fetchLaterPage({ ...input, cursor, ...serviceOrdering(ordering, orderedBy) });
      // What is saved comes in no order: it says nothing of what the service does.
      const isKnownToIgnore = orderedBy === 'viewer' && get().sequences.age.asOfMs === null;
      const wanted = ordering === 'service' || isKnownToIgnore ? null : ordering;
      if (wanted === null) return client.call('sequence.list', input);
      const answer = await client.call('sequence.list', { ...input, ...serviceOrdering(wanted, 'service') });
      const isRefused = !answer.ok && answer.error.kind === 'rejected-request';
      const isIgnored = answer.ok && !isInOrder(answer.value.rows, wanted);
      const isAsked = get().ordering === ordering && get().dataset === dataset;
      if (isAsked && (answer.ok || isRefused)) set({ orderedBy: isRefused || isIgnored ? 'viewer' : 'service' });
      return isRefused ? client.call('sequence.list', input) : answer;
    }

    /** Large pages are our own wish: a service that refuses them gets the request without. */
    async function fetchLaterPage(input: CommandInput<'sequence.list'>): Promise<Result<Page<Sequence>>> {
      if (!takesLargePages) return client.call('sequence.list', input);
      const answer = await client.call('sequence.list', { ...input, limit: laterPageLimit });
      if (answer.ok || answer.error.kind !== 'rejected-request') return answer;
      takesLargePages = false;
      return client.call('sequence.list', input);
    }

    return {
      dataset: null,
      sequences: emptyRows(),
      ordering: 'service',
      orderedBy: 'service',
      search: '',
      statuses: new Set(),
      openedUid: null,
      open: async (dataset) => {
        const current = get().dataset;
        const isSame = current?.owner === dataset.owner && current.slug === dataset.slug;
        if (isSame && get().sequences.request.state !== 'idle') return;
        pager.clear();
        takesLargePages = true;
        set({ dataset, orderedBy: 'service', search: '', statuses: new Set(), openedUid: null });
        await pager.reload();
      },
      reload: () => pager.reload(),
      loadMore: () => pager.loadMore(),
      refresh: (which) => pager.refresh(which),
      setOrdering: async (ordering) => {
        if (ordering === get().ordering) return;
        pager.clear();
        set({ ordering, orderedBy: 'service' });
        await pager.reload();
      },
      setSearch: (search) => set({ search }),
      setStatuses: (statuses) => set({ statuses }),
      markOpened: (openedUid) => set({ openedUid }),
      clear: () => {
        pager.clear();
        set({ dataset: null, search: '', statuses: new Set(), openedUid: null });
      },
    };
  });
}

function serviceOrdering(ordering: SequenceOrdering, orderedBy: LibraryState['orderedBy']): { ordering?: string } {
  const parameter = orderedBy === 'service' ? orderingParameter(ordering) : null;
  return parameter === null ? {} : { ordering: parameter };
}
