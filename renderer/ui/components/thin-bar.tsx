import { Progress } from '@base-ui/react/progress';
import { classNames } from './class-names.ts';
import styles from './thin-bar.module.css';

export interface ThinBarProps {
  /** The accessible name; the words beside the bar say the rest. */
  label: string;
  /** From 0 to 1. */
  share: number;
  tone?: 'active' | 'calm' | 'problem';
}

/** A bar without words of its own, for rows that say them beside it. */
export function ThinBar({ label, share, tone = 'active' }: ThinBarProps) {
  return (
    <Progress.Root aria-label={label} value={100 * Math.min(1, Math.max(0, share))}>
      <Progress.Track className={styles['track']}>
        <Progress.Indicator className={classNames(styles['fill'], styles[tone])} />
      </Progress.Track>
    </Progress.Root>
  );
}
