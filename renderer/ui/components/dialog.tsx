import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  isOpen: boolean;
  /** Escape, or a click outside. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, at the end of the dialog; the main one last. */
  actions?: ReactNode;
  /** For lists and tables. */
  isWide?: boolean;
}

/** Asks for something before anything else can be done: holds the focus, and gives it back when closed. */
export function Dialog({ isOpen, onClose, title, children, actions, isWide = false }: DialogProps) {
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={classNames(styles['popup'], isWide && styles['wide'])}>
          <Base.Title className={styles['title']}>{title}</Base.Title>
          <Base.Description className={styles['body']} render={<div />}>
            {children}
          </Base.Description>
          {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
