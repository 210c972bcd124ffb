import type { ReactNode } from 'react';
import styles from './inspector.module.css';

/** A control with its words on the left. The control has a name of its own, so that the words are for sight only. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['row']}>
      <span className={styles['label']} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** A sentence under a control. */
export function Note({ children }: { children: ReactNode }) {
  return <p className={styles['note']}>{children}</p>;
}
