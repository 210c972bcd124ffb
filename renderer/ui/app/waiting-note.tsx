import { Hourglass } from 'lucide-react';
import { useStore } from 'zustand';
import { useSecondsUntil } from '../components/use-seconds-until.ts';
import { useStores } from './stores-context.tsx';
import styles from './waiting-note.module.css';

/**
 * Says why nothing comes just now, while Avala is left in peace. In the bar, because it comes and goes within seconds
 * and must not push the screen about; not announced, because it changes every second.
 */
export function WaitingNote() {
  const waitingUntilMs = useStore(useStores().session, (state) => state.waitingUntilMs);
  const seconds = useSecondsUntil(waitingUntilMs);
  if (seconds === 0) return null;
  return (
    <span className={styles['note']}>
      <Hourglass size={14} aria-hidden="true" />
      Avala asks for patience: retrying in {seconds} s
    </span>
  );
}
