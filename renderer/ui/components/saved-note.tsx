import { History } from 'lucide-react';
import { formatAgo } from './format-ago.ts';
import { formatClock } from './format-text.ts';
import styles from './saved-note.module.css';
import { useMinutes } from './use-minutes.ts';

/** Says of what is shown that it is a copy saved on this computer, and of when; nothing for what the service said just now. */
export function SavedNote({ asOfMs }: { asOfMs: number | null }) {
  return asOfMs === null ? null : <SavedCopy asOfMs={asOfMs} />;
}

function SavedCopy({ asOfMs }: { asOfMs: number }) {
  // The moment itself may be within the minute that has just begun.
  const nowMs = Math.max(useMinutes(), asOfMs);
  return (
    <span className={styles['note']} role="note">
      <History size={14} aria-hidden="true" />
      <span>
        Saved copy, updated {formatAgo(asOfMs, nowMs)} (<time dateTime={new Date(asOfMs).toISOString()}>{formatClock(asOfMs, nowMs)}</time>)
      </span>
    </span>
  );
}
