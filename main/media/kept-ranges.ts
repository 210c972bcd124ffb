import type { ByteStore } from '../store/byte-store.ts';
import { contentKey } from '../store/content-key.ts';
import { isLocalAsset, type MediaRegistry } from './registry.ts';

/**
 * Where in a list of media those lie that are kept on disk: half-open ranges `[start, end)` of indices, in order and
 * without touching each other. Null among the ids, ids that nobody registered and a missing store count as not kept; files of
 * this computer are on its disk as they are.
 */
export function keptRanges(
  mediaIds: readonly (string | null)[],
  registry: MediaRegistry,
  store: Pick<ByteStore, 'keptAmong'> | null,
): [start: number, end: number][] {
  const assets = mediaIds.map((id) => (id === null ? undefined : registry.get(id)));
  const keys = assets.map((asset) => (asset === undefined || isLocalAsset(asset) ? null : contentKey(asset.identity)));
  const remoteKeys = keys.filter((key) => key !== null);
  const kept = store === null || remoteKeys.length === 0 ? new Set<string>() : store.keptAmong(remoteKeys);
  const ranges: [start: number, end: number][] = [];
  for (const [index, asset] of assets.entries()) {
    const key = keys[index] ?? null;
    const isOnDisk = key === null ? asset !== undefined : kept.has(key);
    if (!isOnDisk) continue;
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges.push([index, index + 1]);
  }
  return ranges;
}
