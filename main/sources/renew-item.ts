import type { AvalaClient, DatasetRef } from '../api/avala-client.ts';
import { mediaUrl, thumbnailUrl, type ItemRenewal } from './to-item.ts';

/** Re-reads one item when an address of its has expired: for `toItem`. */
export function renewItem(client: AvalaClient, dataset: DatasetRef, itemUid: string): ItemRenewal {
  const read = async (signal: AbortSignal) => (await client.getItem(dataset, itemUid, signal, { isFresh: true })).value;
  return {
    thumbnail: async (signal) => thumbnailUrl(await read(signal)),
    media: async (signal) => mediaUrl(await read(signal)),
  };
}
