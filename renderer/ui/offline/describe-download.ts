import { keepAll, type Download, type DownloadState, type KeepChoice } from '../../../preload/contract/downloads.ts';
import type { StatusFamily } from '../../stores/describe-status.ts';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { formatDuration } from '../components/format-duration.ts';

const states: Record<DownloadState, { label: string; family: StatusFamily }> = {
  queued: { label: 'Queued', family: 'neutral' },
  resolving: { label: 'Preparing', family: 'ready' },
  downloading: { label: 'Downloading', family: 'ready' },
  paused: { label: 'Paused', family: 'neutral' },
  'waiting-for-network': { label: 'Waiting for network', family: 'working' },
  verifying: { label: 'Verifying', family: 'ready' },
  available: { label: 'Available offline', family: 'done' },
  failed: { label: 'Failed', family: 'rework' },
};

/** A download's state in words; what only in part is wanted is not called available as a whole. */
export function stateWords({ state, choice, failedFiles }: Download): string {
  if (state === 'available' && !isWhole(choice)) return 'Part available offline';
  if (state === 'failed' && failedFiles > 0) return `${formatCountOf(failedFiles, 'file')} failed`;
  return states[state].label;
}

/** As `stateWords`, as short as a badge needs it: while files come, how far it is. */
export function badgeWords(download: Download): string {
  const { state, failedFiles } = download;
  if (state === 'downloading') return `${percentOf(download)} %`;
  if (state === 'failed' && failedFiles > 0) return `${formatCount(failedFiles)} failed`;
  return stateWords(download);
}

/** What the state means for the person: decides the badge's colour. */
export function familyOf({ state }: Pick<Download, 'state'>): StatusFamily {
  return states[state].family;
}

/** How far a download is, from 0 to 1: by bytes where all sizes are known, else by files. */
export function shareOf({ files, bytes }: Pick<Download, 'files' | 'bytes'>): number {
  if (bytes.total !== null && bytes.total > 0) return Math.min(1, bytes.done / bytes.total);
  return files.total === 0 ? 0 : files.done / files.total;
}

/** Whole per cent, 100 only when all is there. */
export function percentOf(download: Pick<Download, 'files' | 'bytes'>): number {
  return Math.floor(100 * shareOf(download));
}

/** Frames, bytes and time left, as far as they are known: `75 of 150 frames · 0.6 of 1.2 GB · 3 min left`. */
export function progressWords({ state, frames, bytes, msLeft }: Download): string {
  const isDone = state === 'available';
  const parts = [
    frames.total === 0 ? null : isDone ? formatCountOf(frames.total, 'frame') : `${formatCount(frames.done)} of ${formatCountOf(frames.total, 'frame')}`,
    isDone ? formatDiskBytes(bytes.done) : bytes.total === null ? (bytes.done === 0 ? null : formatDiskBytes(bytes.done)) : `${formatDiskBytes(bytes.done)} of ${formatDiskBytes(bytes.total)}`,
    msLeft === null || state !== 'downloading' ? null : `${formatDuration(msLeft)} left`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Whether everything of the sequence is wanted. */
export function isWhole({ viewKeys, frameRange, everyNth }: KeepChoice): boolean {
  return viewKeys === keepAll.viewKeys && frameRange === keepAll.frameRange && everyNth === keepAll.everyNth;
}

/** Whether something of it can be opened without the service. */
export function hasAny({ state, files }: Pick<Download, 'state' | 'files'>): boolean {
  return state === 'available' || files.done > 0;
}

/** Whether it goes on by itself, or would but for the network. */
export function isUnderWay({ state }: Pick<Download, 'state'>): boolean {
  return state === 'queued' || state === 'resolving' || state === 'downloading' || state === 'waiting-for-network';
}
