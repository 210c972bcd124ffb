import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerAge } from '../../preload/contract/connection.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { Item } from '../../preload/contract/model.ts';
import type { Client } from '../bridge/client.ts';
import { createPager, emptyRows, noPage, type PagedRows } from './paged-rows.ts';
import type { RemoteData } from './remote-data.ts';
import type { DatasetName } from './settings-store.ts';

/** How an item's media is shown, and the id to show it by. `still`: a picture or a point cloud, which decoding tells. */
export interface ItemPreview {
  mediaId: string;
  kind: 'video' | 'still';
}

export interface ItemsState {
  /** The dataset whose items these are. */
  dataset: DatasetName | null;
  items: PagedRows<Item>;
  /** The item in the detail pane; a loaded row is `ready` at once. */
  selected: RemoteData<ShownItem>;
  /** Which item that is, also while it loads or when it failed. */
  selectedUid: string | null;
  /** The selected item's media; idle when it has none that can be fetched. */
  preview: RemoteData<ItemPreview>;
  /** Shows a dataset's items; keeps what is loaded when it is the same dataset. */
  open: (dataset: DatasetName) => Promise<void>;
  reload: () => Promise<void>;
  loadMore: () => Promise<void>;
  /** See `Pager.refresh`; the selected item is asked for again too, where it is not in the list. */
  refresh: (which: 'all' | 'saved') => Promise<void>;
  /** Shows an item in the detail pane: the loaded row, else asked for by its uid; null for none. */
  select: (itemUid: string | null) => Promise<void>;
  retryPreview: () => Promise<void>;
  clear: () => void;
}

/** An item and how true it is. */
export type ShownItem = Item & AnswerAge;

export type ItemsStore = StoreApi<ItemsState>;

/** Asks for the Content-Type of a media id: `readMediaType` in the app. */
export type ReadMediaType = (mediaId: string) => Promise<Result<string>>;

/** The items of the dataset that is open, newest first as the service has them. */
export function createItemsStore(client: Client, readMediaType: ReadMediaType): ItemsStore {
  return createStore<ItemsState>((set, get) => {
    const pager = createPager<Item>((item) => item.uid, {
      fetchPage: async (cursor) => {
        const { dataset } = get();
        if (dataset === null) return { ok: true, value: noPage };
        return client.call('item.list', { ...named(dataset), ...(cursor === null ? {} : { cursor }) });
      },
      read: () => get().items,
      write: (items) => set({ items }),
    });
    const nothingSelected = { selected: { state: 'idle' }, selectedUid: null, preview: { state: 'idle' } } as const;

    /** Null when it failed, or when another is selected by then. */
    async function readSelected(itemUid: string): Promise<Result<ShownItem> | null> {
      const { dataset } = get();
      if (dataset === null) return null;
      const answer = await client.call('item.get', { ...named(dataset), itemUid });
      return get().selectedUid === itemUid && get().dataset === dataset ? answer : null;
    }

    async function show(item: ShownItem): Promise<void> {
      const { media } = item;
      const isAvailable = media?.state === 'available';
      set({ selectedUid: item.uid, selected: { state: 'ready', value: item }, preview: { state: isAvailable ? 'loading' : 'idle' } });
      if (!isAvailable) return;
      const answer = await readMediaType(media.id);
      const { selected } = get();
      if (selected.state !== 'ready' || selected.value !== item) return;
      set({
        preview: answer.ok
          ? { state: 'ready', value: { mediaId: media.id, kind: answer.value.startsWith('video/') ? 'video' : 'still' } }
          : { state: 'failed', error: answer.error },
      });
    }

    /** What is newly known of the item on screen; its picture stays when it is the same. */
    async function update(item: ShownItem): Promise<void> {
      const { preview } = get();
      const isSame = preview.state === 'ready' && item.media?.state === 'available' && item.media.id === preview.value.mediaId;
      if (isSame) set({ selected: { state: 'ready', value: item } });
      else await show(item);
    }

    return {
      dataset: null,
      items: emptyRows(),
      ...nothingSelected,
      open: async (dataset) => {
        const current = get().dataset;
        const isSame = current?.owner === dataset.owner && current.slug === dataset.slug;
        if (isSame && get().items.request.state !== 'idle') return;
        pager.clear();
        set({ dataset, ...nothingSelected });
        await pager.reload();
      },
      reload: () => pager.reload(),
      loadMore: () => pager.loadMore(),
      refresh: async (which) => {
        await pager.refresh(which);
        const { selectedUid, items } = get();
        if (selectedUid === null) return;
        const row = items.rows.find(({ uid }) => uid === selectedUid);
        if (row !== undefined) {
          await update({ ...row, ...items.age });
          return;
        }
        const { selected } = get();
        if (which === 'saved' && selected.state === 'ready' && selected.value.asOfMs === null) return;
        const answer = await readSelected(selectedUid);
        if (answer?.ok === true) await update(answer.value);
      },
      select: async (itemUid) => {
        const { dataset, items } = get();
        if (itemUid === null || dataset === null) {
          set(nothingSelected);
          return;
        }
        const row = items.rows.find((item) => item.uid === itemUid);
        if (row !== undefined) {
          await show({ ...row, ...items.age });
          return;
        }
        set({ selectedUid: itemUid, selected: { state: 'loading' }, preview: { state: 'idle' } });
        const answer = await readSelected(itemUid);
        if (answer?.ok === true) await show(answer.value);
        else if (answer !== null) set({ selected: { state: 'failed', error: answer.error } });
      },
      retryPreview: async () => {
        const { selected } = get();
        if (selected.state === 'ready') await show(selected.value);
      },
      clear: () => {
        pager.clear();
        set({ dataset: null, ...nothingSelected });
      },
    };
  });
}

function named({ owner, slug }: DatasetName): DatasetName {
  return { owner, slug };
}
