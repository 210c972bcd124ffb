import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<BaseButton.Props, 'className' | 'style' | 'render' | 'aria-label' | 'children'> {
  /** The accessible name, also shown in the tooltip. */
  label: string;
  /** Shown after the label in the tooltip, e.g. `Space`. */
  shortcut?: string;
  /** 16 px. */
  icon: ReactNode;
  size?: 'small' | 'medium';
  /** For buttons that switch something on and off: sets `aria-pressed`. */
  isPressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows an icon alone; it always has a name and a tooltip that says it. */
export function IconButton({ label, shortcut, icon, size = 'medium', isPressed, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <BaseButton
        type="button"
        focusableWhenDisabled
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={classNames(styles['button'], styles[size])}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}
