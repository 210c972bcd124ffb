import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** 20 px. */
  icon?: ReactNode;
  title: string;
  /** Why there is nothing, and what to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
  /** A failure is announced at once. */
  tone?: 'calm' | 'problem';
}

/** Fills an area that has nothing to show, and says why. */
export function EmptyState({ icon, title, children, actions, tone = 'calm' }: EmptyStateProps) {
  return (
    <div className={styles['area']} role={tone === 'problem' ? 'alert' : 'status'}>
      {icon === undefined ? null : (
        <span className={classNames(styles['icon'], styles[tone])} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className={styles['title']}>{title}</p>
      {children === undefined ? null : <div className={styles['body']}>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
