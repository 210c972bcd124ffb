import type { AvalaClient, DatasetRef } from '../api/avala-client.ts';
import { mediaUrl, thumbnailUrl, type ItemRenewal } from './to-item.ts';

/** Re-reads one item when an address of its has expired: for `toItem`. */
export function renewItem(client: AvalaClient, dataset: DatasetRef, itemUid: string): ItemRenewal {
  return {
    thumbnail: async (signal) => thumbnailUrl(await client.getItem(dataset, itemUid, signal)),
    media: async (signal) => mediaUrl(await client.getItem(dataset, itemUid, signal)),
  };
}
