import { Skeleton } from '../components/skeleton.tsx';
import { VisuallyHidden } from '../components/visually-hidden.tsx';
import styles from './player-screen.module.css';

/** Stands for the player while a sequence is being opened, with its bars and its area at their sizes. */
export function PlayerSkeleton() {
  return (
    <div className={styles['screen']}>
      <div className={styles['sequence']}>
        <Skeleton widthPercent={20} />
      </div>
      <output className={styles['waiting']}>
        <VisuallyHidden>Opening the sequence…</VisuallyHidden>
        <Skeleton shape="fill" />
      </output>
      <div className={styles['footer']}>
        <Skeleton />
      </div>
    </div>
  );
}
