import { Settings2 } from 'lucide-react';
import { localOwner } from '../../../preload/contract/local.ts';
import { keepTargetOf } from '../../stores/keep-target.ts';
import type { OpenedRecording, SequenceName } from '../../stores/recording-store.ts';
import { formatCountOf } from '../components/format-text.ts';
import { ViewingButtons } from '../compare/viewing-buttons.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { SavedNote } from '../components/saved-note.tsx';
import { RecordingFileButtons } from '../local/recording-file-buttons.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { KeepControl } from '../offline/keep-control.tsx';
import styles from './player-screen.module.css';
import { UnkeptViews } from './unkept-views.tsx';

export interface SequenceBarProps {
  recording: OpenedRecording;
  name: SequenceName;
  /** What was found; null while views are still being resolved. */
  foundFrames: number | null;
  onOpenSettings: () => void;
}

/** What is known of the open sequence, in one slim line, and the way to its dataset's settings. */
export function SequenceBar({ recording: { sequence, viewKeys, unkeptViewKeys, asOfMs }, name, foundFrames, onOpenSettings }: SequenceBarProps) {
  const claimed = sequence.frameCount;
  const frames = foundFrames ?? claimed;
  const isShort = foundFrames !== null && claimed !== null && foundFrames !== claimed;
  const whole = { ...sequence, viewKeys: [...viewKeys, ...unkeptViewKeys], frameCount: frames };
  const keepTarget = name.owner === localOwner ? null : keepTargetOf(name, [whole]);
  return (
    <div className={styles['sequence']}>
      <h1 className={styles['key']} title={sequence.key}>
        {sequence.key}
      </h1>
      {name.owner === localOwner && sequence.status === null ? null : <StatusBadge status={sequence.status} />}
      {frames === null ? null : <span>{formatCountOf(frames, 'frame')}</span>}
      {isShort ? <span className={styles['warning']}>Avala lists {claimed}</span> : null}
      {unkeptViewKeys.length === 0 ? <span>{formatCountOf(viewKeys.length, 'view')}</span> : <UnkeptViews viewKeys={unkeptViewKeys} viewCount={whole.viewKeys.length} keepTarget={keepTarget} />}
      <SavedNote asOfMs={asOfMs} />
      <div className={styles['tools']}>
        {name.owner === localOwner ? null : <KeepControl dataset={name} sequence={whole} />}
        <ViewingButtons />
        <RecordingFileButtons sequence={name} />
        <IconButton label="Dataset settings" size="small" icon={<Settings2 size={14} />} onClick={onOpenSettings} />
      </div>
    </div>
  );
}
