import type { ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  /** 14 px. */
  icon: ReactNode;
  action?: ReactNode;
  /** Interrupts what assistive technology is reading. */
  isUrgent?: boolean;
  children: ReactNode;
}

/** One line above content that stays readable although something is wrong. */
export function Notice({ icon, action, isUrgent = false, children }: NoticeProps) {
  return (
    <div className={styles['notice']}>
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
