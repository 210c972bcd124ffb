import type { Download } from '../../preload/contract/downloads.ts';
import type { AppEvent } from '../../preload/contract/events.ts';

/** What `download.changed` tells. */
export type DownloadChange = Pick<Extract<AppEvent, { type: 'download.changed' }>, 'changed' | 'removedIds' | 'order'>;

/** The downloads after a change, in the order of the queue: new ones come last until an order says otherwise. */
export function mergeDownloads(before: readonly Download[], { changed, removedIds, order }: DownloadChange): readonly Download[] {
  const byId = new Map(before.map((download) => [download.id, download]));
  for (const download of changed) byId.set(download.id, download);
  for (const id of removedIds) byId.delete(id);
  if (order === null) return [...byId.values()];
  const placed = order.flatMap((id) => byId.get(id) ?? []);
  for (const id of order) byId.delete(id);
  return [...placed, ...byId.values()];
}
