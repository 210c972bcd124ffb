import type { FilesInUse } from './files-in-use.ts';
import type { StoreFolder } from './store-folder.ts';
import type { StoreIndex } from './store-index.ts';

/** Eviction goes on to this share of the budget, so that it runs now and then instead of at every download. */
const lowWaterShare = 0.9;

/** The longest file that is worth keeping: a longer one would be evicted as soon as it is there, with all others. */
export function lowWaterBytes(budgetBytes: number): number {
  return Math.floor(budgetBytes * lowWaterShare);
}

/**
 * Removes files, longest unused first, from the moment the budget is exceeded until the low-water mark is reached. Files
 * in use stay; the store calls again when one is let go. The record goes first: a file without a record is found again
 * at the next start, whereas a record without its file would promise bytes that are gone.
 */
export async function evict(index: StoreIndex, folder: StoreFolder, inUse: FilesInUse, budgetBytes: number): Promise<void> {
  if (index.bytes <= budgetBytes) return;
  for (const key of index.keysByLastUse()) {
    if (index.bytes <= lowWaterBytes(budgetBytes)) return;
    if (inUse.has(key)) continue;
    index.remove(key);
    await folder.remove(key);
  }
}
