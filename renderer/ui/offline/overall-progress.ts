import type { Download } from '../../../preload/contract/downloads.ts';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { formatDuration } from '../components/format-duration.ts';
import { isUnderWay } from './describe-download.ts';

/** All downloads that are not done yet, as one. */
export interface OverallProgress {
  /** Going on by themselves, or waiting for the network. */
  underWay: number;
  paused: number;
  failed: number;
  /** Files of those under way and paused; `total` is 0 while nothing is known. */
  files: { done: number; total: number };
  /** Bytes on disk of those. */
  doneBytes: number;
  msLeft: number | null;
}

/** Sums up what the top bar and the screen of downloads say. */
export function overallProgress(downloads: readonly Download[]): OverallProgress {
  const sum = { underWay: 0, paused: 0, failed: 0, files: { done: 0, total: 0 }, doneBytes: 0, msLeft: null as number | null };
  for (const download of downloads) {
    const { state, files, bytes, msLeft } = download;
    if (state === 'failed') sum.failed += 1;
    const isMoving = isUnderWay(download);
    if (isMoving) sum.underWay += 1;
    if (state === 'paused') sum.paused += 1;
    if (!isMoving && state !== 'paused') continue;
    sum.files.done += files.done;
    sum.files.total += files.total;
    sum.doneBytes += bytes.done;
    if (msLeft !== null) sum.msLeft = (sum.msLeft ?? 0) + msLeft;
  }
  return sum;
}

/** In words: `3 under way, 1 paused · 412 MB so far · 4 min left`; of nothing, `Nothing is on its way`. */
export function overallWords({ underWay, paused, failed, doneBytes, msLeft }: OverallProgress): string {
  const counts = [
    underWay === 0 ? null : `${formatCount(underWay)} under way`,
    paused === 0 ? null : `${formatCount(paused)} paused`,
    failed === 0 ? null : `${formatCountOf(failed, 'sequence')} with failures`,
  ].filter((part) => part !== null);
  if (counts.length === 0) return 'Nothing is on its way.';
  const parts = [counts.join(', '), doneBytes === 0 ? null : `${formatDiskBytes(doneBytes)} so far`, msLeft === null || underWay === 0 ? null : `about ${formatDuration(msLeft)} left`];
  return parts.filter((part) => part !== null).join(' · ');
}
