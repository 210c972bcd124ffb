import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

export interface NoticeProps {
  /** 14 px. */
  icon: ReactNode;
  action?: ReactNode;
  /** Interrupts what assistive technology is reading. */
  isUrgent?: boolean;
  /** `calm`: good news. */
  tone?: 'warning' | 'calm';
  children: ReactNode;
}

/** One line above content that stays readable although something is wrong. */
export function Notice({ icon, action, isUrgent = false, tone = 'warning', children }: NoticeProps) {
  return (
    <div className={classNames(styles['notice'], styles[tone])}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <p className={styles['text']} role={isUrgent ? 'alert' : 'status'}>
        {children}
      </p>
      {action}
    </div>
  );
}
