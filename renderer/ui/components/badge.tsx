import type { ReactNode } from 'react';
import type { StatusFamily } from '../../stores/describe-status.ts';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export interface BadgeProps {
  family: StatusFamily;
  /** 14 px, hidden from assistive technology: the words say it too. */
  icon: ReactNode;
  title?: string | undefined;
  children: ReactNode;
}

/** A few words on the ground of their family, with a shape, so that colour alone says nothing. */
export function Badge({ family, icon, title, children }: BadgeProps) {
  return (
    <span className={classNames(styles['badge'], styles[family])} title={title}>
      {icon}
      <span className={styles['label']}>{children}</span>
    </span>
  );
}
