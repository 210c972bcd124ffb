import type { Download } from '../../../preload/contract/downloads.ts';

/** A row of the screen of downloads. */
export type QueueRow =
  | { kind: 'heading'; id: string; title: string; count: number }
  | { kind: 'download'; id: string; download: Download; /** In the queue: it can be moved. */ place: QueuePlace | null };

/** Where a download is among those that are not done yet. */
export interface QueuePlace {
  /** What it would be put before to go one up, or one down (null: last); undefined where it cannot. */
  upBeforeId: string | undefined;
  downBeforeId: string | null | undefined;
  /** The one after it, null for none: what is dropped on its lower half goes before that. */
  nextId: string | null;
}

/** The downloads that hold every word of `search`, those on their way first and in the order of the queue. */
export function queueRows(downloads: readonly Download[], search: string): readonly QueueRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = downloads.filter(({ label, owner, slug }) => {
    const text = `${label} ${owner}/${slug}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const queued = found.filter((one) => !isThere(one));
  const available = found.filter(isThere);
  return [
    ...heading('queue', 'On their way', queued),
    ...queued.map((download, index) => ({ kind: 'download' as const, id: download.id, download, place: placeOf(queued, index) })),
    ...heading('available', 'On this computer', available),
    ...available.map((download) => ({ kind: 'download' as const, id: download.id, download, place: null })),
  ];
}

/** What was available before it is verified is so meanwhile. */
function isThere({ state, keptAtMs }: Download): boolean {
  return state === 'available' || (state === 'verifying' && keptAtMs !== null);
}

function heading(id: string, title: string, rows: readonly Download[]): QueueRow[] {
  return rows.length === 0 ? [] : [{ kind: 'heading', id, title, count: rows.length }];
}

function placeOf(queued: readonly Download[], index: number): QueuePlace {
  const next = queued[index + 1];
  return {
    upBeforeId: queued[index - 1]?.id,
    downBeforeId: next === undefined ? undefined : (queued[index + 2]?.id ?? null),
    nextId: next?.id ?? null,
  };
}
