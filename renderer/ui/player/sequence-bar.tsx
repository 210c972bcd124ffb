import { Settings2 } from 'lucide-react';
import type { OpenedRecording } from '../../stores/recording-store.ts';
import { formatCountOf } from '../components/format-text.ts';
import { ViewingButtons } from '../compare/viewing-buttons.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { SavedNote } from '../components/saved-note.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import styles from './player-screen.module.css';

export interface SequenceBarProps {
  recording: OpenedRecording;
  /** What was found; null while views are still being resolved. */
  foundFrames: number | null;
  onOpenSettings: () => void;
}

/** What is known of the open sequence, in one slim line, and the way to its dataset's settings. */
export function SequenceBar({ recording: { sequence, viewKeys, asOfMs }, foundFrames, onOpenSettings }: SequenceBarProps) {
  const claimed = sequence.frameCount;
  const frames = foundFrames ?? claimed;
  const isShort = foundFrames !== null && claimed !== null && foundFrames !== claimed;
  return (
    <div className={styles['sequence']}>
      <h1 className={styles['key']} title={sequence.key}>
        {sequence.key}
      </h1>
      <StatusBadge status={sequence.status} />
      {frames === null ? null : <span>{formatCountOf(frames, 'frame')}</span>}
      {isShort ? <span className={styles['warning']}>Avala lists {claimed}</span> : null}
      <span>{formatCountOf(viewKeys.length, 'view')}</span>
      <SavedNote asOfMs={asOfMs} />
      <div className={styles['tools']}>
        <ViewingButtons />
        <IconButton label="Dataset settings" size="small" icon={<Settings2 size={14} />} onClick={onOpenSettings} />
      </div>
    </div>
  );
}
