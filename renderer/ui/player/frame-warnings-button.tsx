import { TriangleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '../components/icon-button.tsx';
import { Popover } from '../components/popover.tsx';
import type { FrameWarnings } from './frame-warnings.ts';
import styles from './view-pane.module.css';

/**
 * The way to what is to be known of the frame on screen; nothing while there is nothing. The sentences themselves, which
 * may count points and differ with every frame, are followed only while they are read.
 */
export function FrameWarningsButton({ viewKey, warnings }: { viewKey: string; warnings: FrameWarnings }) {
  const hasWarnings = useSyncExternalStore(warnings.subscribe, () => warnings.sentences.length > 0);
  if (!hasWarnings) return null;
  return (
    <Popover
      title={`About this frame of ${viewKey}`}
      trigger={<IconButton label={`Warnings about ${viewKey}`} size="small" icon={<TriangleAlert size={13} className={styles['warning']} />} />}
    >
      <Sentences warnings={warnings} />
    </Popover>
  );
}

function Sentences({ warnings }: { warnings: FrameWarnings }) {
  const sentences = useSyncExternalStore(warnings.subscribe, () => warnings.sentences);
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}
