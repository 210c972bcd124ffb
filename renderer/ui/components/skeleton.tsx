import { classNames } from './class-names.ts';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** `text`: a line of text, `badge`: a `StatusBadge`, `picture`: a `Thumbnail`, `fill`: all of the container. */
  shape?: 'text' | 'badge' | 'picture' | 'fill' | undefined;
  /** Of `text` and `badge`, as a share of the container, in per cent. */
  widthPercent?: number;
}

/** Stands where something will be, at its size, so that nothing moves when it comes. Silent: say "loading" beside it. */
export function Skeleton({ shape = 'text', widthPercent = 100 }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['skeleton'], styles[shape])}
      style={shape === 'text' || shape === 'badge' ? { width: `${widthPercent}%` } : undefined}
    />
  );
}
