import type { FilesInUse } from './files-in-use.ts';
import type { StoreFolder } from './store-folder.ts';
import type { StoreIndex } from './store-index.ts';

/** Eviction goes on to this share of the budget, so that it runs now and then instead of at every download. */
const lowWaterShare = 0.9;

/** The longest unpinned file that is worth keeping: a longer one would be evicted as soon as it is there, with all others. */
export function lowWaterBytes(budgetBytes: number): number {
  return Math.floor(budgetBytes * lowWaterShare);
}

/**
 * Removes files that nobody pins, longest unused first, until `downToBytes` of them are left. Files in use stay; the
 * store calls again when one is let go. The record goes first: a file without a record is found again at the next
 * start, whereas a record without its file would promise bytes that are gone.
 */
export async function evict(index: StoreIndex, folder: StoreFolder, inUse: FilesInUse, downToBytes: number): Promise<void> {
  for (const key of index.evictableKeys()) {
    if (index.sum('unpinned').bytes <= downToBytes) return;
    // Asked again: while the file before was removed, this one may have been pinned.
    if (inUse.has(key) || index.pins.has(key)) continue;
    index.remove(key);
    await folder.remove(key);
  }
}
