import { Progress } from '@base-ui/react/progress';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  /** What is under way; shown, and the accessible name. */
  label: string;
  done: number;
  /** Zero when it is not known yet: the bar then shows activity without a share. */
  total: number;
}

/** How far a job has come. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const isKnown = total > 0;
  return (
    <Progress.Root className={styles['root']} value={isKnown ? done : null} max={isKnown ? total : 100}>
      <Progress.Label className={styles['label']}>{label}</Progress.Label>
      <Progress.Value className={styles['value']}>
        {() => (isKnown ? `${Math.floor((100 * done) / total)} %` : '')}
      </Progress.Value>
      <Progress.Track className={styles['track']}>
        <Progress.Indicator className={styles['indicator']} />
      </Progress.Track>
    </Progress.Root>
  );
}
