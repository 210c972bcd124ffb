import { classNames } from './class-names.ts';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** `text`: a line of text, `control`: a control's height, `picture`: a `Thumbnail`, `fill`: all of the container. */
  shape?: 'text' | 'control' | 'picture' | 'fill';
  /** Of `text` and `control`, as a share of the container, in per cent. */
  widthPercent?: number;
}

/** Stands where something will be, at its size, so that nothing moves when it comes. Silent: say "loading" beside it. */
export function Skeleton({ shape = 'text', widthPercent = 100 }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['skeleton'], styles[shape])}
      style={shape === 'text' || shape === 'control' ? { width: `${widthPercent}%` } : undefined}
    />
  );
}
