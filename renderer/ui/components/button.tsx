import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonProps extends Omit<BaseButton.Props, 'className' | 'style' | 'render'> {
  /** `primary`: the one main action of an area; `quiet`: without a border, in bars and rows. */
  variant?: 'standard' | 'primary' | 'danger' | 'quiet';
  size?: 'small' | 'medium' | 'large';
  /** Before the text; 16 px, hidden from assistive technology. */
  icon?: ReactNode;
  /** Shows that the action is under way; the button stays in the tab order and ignores clicks. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. For an icon alone use `IconButton`, which insists on a name. */
export function Button({
  variant = 'standard',
  size = 'medium',
  icon,
  isBusy = false,
  disabled = false,
  focusableWhenDisabled = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...rest}
      disabled={disabled || isBusy}
      focusableWhenDisabled={focusableWhenDisabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(styles['button'], styles[variant], styles[size])}
    >
      {isBusy ? <span className={styles['spinner']} aria-hidden="true" /> : icon}
      {children}
    </BaseButton>
  );
}
