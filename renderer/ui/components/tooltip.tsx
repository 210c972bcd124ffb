import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import styles from './tooltip.module.css';

export interface TooltipProps {
  text: string;
  /** A key or a chord, set apart from the text. */
  shortcut?: string | undefined;
  /** One element that takes a ref and DOM props; it must have a name of its own, since tooltips are for sight only. */
  children: ReactElement<Record<string, unknown>>;
}

/** Says what a control does when the pointer rests on it or it has the keyboard's focus. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side="bottom" sideOffset={6} className={styles['positioner']}>
          <Base.Popup className={styles['popup']}>
            {text}
            {shortcut === undefined ? null : <kbd className={styles['shortcut']}>{shortcut}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
