import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** Words for assistive technology alone. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <div className={styles['hidden']}>{children}</div>;
}
