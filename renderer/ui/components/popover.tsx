import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './popover.module.css';
import popup from './popup.module.css';

export interface PopoverProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  trigger: ReactElement<Record<string, unknown>>;
  title: string;
  /** Which edge of the button it lines up with. */
  align?: 'start' | 'end';
  children: ReactNode;
}

/** Closes the popover around it besides what the button itself does: for one that opens something else or ends the reason to be there. */
export function PopoverClose({ children }: { children: PopoverProps['trigger'] }) {
  return <Base.Close render={children} />;
}

/** A few words that open from a button and stay until they are dismissed: Escape, a click elsewhere, the button again. */
export function Popover({ trigger, title, align = 'start', children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} sideOffset={4} align={align} collisionPadding={8}>
          <Base.Popup className={popup['popup']}>
            <div className={styles['words']}>
              <Base.Title className={styles['title']}>{title}</Base.Title>
              <Base.Description render={<div />}>{children}</Base.Description>
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
