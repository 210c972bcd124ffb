import type { ByteStore } from '../store/byte-store.ts';
import { contentKey } from '../store/content-key.ts';
import type { MediaRegistry } from './registry.ts';

/**
 * Where in a list of media those lie that are kept on disk: half-open ranges `[start, end)` of indices, in order and
 * without touching each other. Null among the ids, ids that nobody registered and a missing store count as not kept.
 */
export function keptRanges(
  mediaIds: readonly (string | null)[],
  registry: MediaRegistry,
  store: Pick<ByteStore, 'keptAmong'> | null,
): [start: number, end: number][] {
  if (store === null) return [];
  const keys = mediaIds.map((id) => {
    const asset = id === null ? undefined : registry.get(id);
    return asset === undefined ? null : contentKey(asset.identity);
  });
  const kept = store.keptAmong(keys.filter((key) => key !== null));
  const ranges: [start: number, end: number][] = [];
  for (const [index, key] of keys.entries()) {
    if (key === null || !kept.has(key)) continue;
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges.push([index, index + 1]);
  }
  return ranges;
}
