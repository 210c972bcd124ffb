import { CircleAlert, CirclePause, Clock, Download as DownloadIcon, HardDrive, ListStart, ShieldCheck, WifiOff, type LucideProps } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Download, DownloadState } from '../../../preload/contract/downloads.ts';
import { Badge } from '../components/badge.tsx';
import { badgeWords, familyOf, progressWords } from './describe-download.ts';

const icons: Record<DownloadState, ComponentType<LucideProps>> = {
  queued: Clock,
  resolving: ListStart,
  downloading: DownloadIcon,
  paused: CirclePause,
  'waiting-for-network': WifiOff,
  verifying: ShieldCheck,
  available: HardDrive,
  failed: CircleAlert,
};

/** How far a sequence is that is kept offline, at a glance. */
export function OfflineBadge({ download }: { download: Download }) {
  const Icon = icons[download.state];
  return (
    <Badge family={familyOf(download)} icon={<Icon size={14} aria-hidden="true" />} title={download.reason ?? progressWords(download)}>
      {badgeWords(download)}
    </Badge>
  );
}
