import type { Download } from '../../preload/contract/downloads.ts';
import type { AppEvent } from '../../preload/contract/events.ts';
import type { Target } from '../../preload/contract/model.ts';

/** What the person is told when keeping ends. */
export interface Announcement {
  title: string;
  body: string;
  /** The recording that it is about, where that can be opened now; null where the list of downloads says more. */
  target: Target | null;
}

/** After an event: how far all work is (0 to 1, null when there is none), and what came to its end just now. */
export interface WorkChange {
  fraction: number | null;
  ended: readonly Announcement[];
}

/** States in which a download moves, or will by itself. */
const active: ReadonlySet<Download['state']> = new Set(['queued', 'resolving', 'downloading', 'verifying']);

/**
 * Follows downloads and jobs by their events, for what the system shows of them outside the window. What was kept when the
 * app began is not news: only a download that was seen on its way is announced.
 */
export function followWork(): (event: AppEvent) => WorkChange {
  const downloads = new Map<string, Download>();
  const jobs = new Map<string, number>();
  return (event) => {
    const ended: Announcement[] = [];
    if (event.type === 'job.progress' && event.total > 0) jobs.set(event.jobId, Math.min(1, event.done / event.total));
    if (event.type === 'job.ended') jobs.delete(event.jobId);
    if (event.type === 'download.changed') {
      for (const id of event.removedIds) downloads.delete(id);
      for (const download of event.changed) {
        const before = downloads.get(download.id);
        const announcement = before !== undefined && active.has(before.state) ? announce(download) : null;
        if (announcement !== null) ended.push(announcement);
        downloads.set(download.id, download);
      }
    }
    const moving = [...downloads.values()].filter(({ state }) => active.has(state));
    const fractions = [...moving.map(({ files }) => (files.total === 0 ? 0 : files.done / files.total)), ...jobs.values()];
    return { fraction: fractions.length === 0 ? null : fractions.reduce((sum, one) => sum + one, 0) / fractions.length, ended };
  };
}

function announce({ state, label, failedFiles, owner, slug, sequenceUid }: Download): Announcement | null {
  if (state === 'available') return { title: 'Kept offline', body: `${label} can now be opened without a network.`, target: { owner, slug, sequenceUid } };
  if (state !== 'failed') return null;
  return { title: 'Not all could be kept', body: failedFiles === 0 ? `${label} could not be read.` : `${label}: ${failedFiles} ${failedFiles === 1 ? 'file' : 'files'} could not be had.`, target: null };
}
