import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';
import popup from './popup.module.css';

export interface MenuProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: 'start' | 'center' | 'end';
  /** After a choice by pointer the focus goes nowhere, so that the keys of the screen work on, Space first of all. */
  leavesKeysToScreen?: boolean;
  children: ReactNode;
}

/** A list of actions or choices that opens from a button; fill it with the parts below. */
export function Menu({ trigger, align = 'start', leavesKeysToScreen = false, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} sideOffset={4} align={align}>
          <Base.Popup className={classNames(popup['popup'], styles['menu'])} finalFocus={leavesKeysToScreen ? (closedBy) => closedBy === 'keyboard' : true}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  /** At the end, muted: a shortcut or a count. */
  detail?: ReactNode;
  children: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
}

/** One action of a menu. */
export function MenuItem({ icon, detail, children, onSelect, disabled = false }: MenuItemProps) {
  return (
    <Base.Item className={popup['item']} onClick={onSelect} disabled={disabled}>
      <span className={popup['indicator']}>{icon}</span>
      <span className={popup['text']}>{children}</span>
      <span className={styles['detail']}>{detail}</span>
    </Base.Item>
  );
}

export interface MenuCheckItemProps {
  /** At the end, muted: a count. */
  detail?: ReactNode;
  children: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** One of several choices that may all be on; the menu stays open. */
export function MenuCheckItem({ detail, children, isChecked, onChange }: MenuCheckItemProps) {
  return (
    <Base.CheckboxItem className={popup['item']} checked={isChecked} onCheckedChange={onChange} closeOnClick={false}>
      <span className={popup['indicator']}>
        <Base.CheckboxItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Base.CheckboxItemIndicator>
      </span>
      <span className={popup['text']}>{children}</span>
      <span className={styles['detail']}>{detail}</span>
    </Base.CheckboxItem>
  );
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}

/** A group of choices of which one is on. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles['note']}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={popup['item']} closeOnClick>
            <span className={popup['indicator']}>
              <Base.RadioItemIndicator>
                <Check size={14} aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
            <span className={popup['text']}>{option.label}</span>
            <span className={styles['detail']}>{option.icon}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** Parts groups of a menu. */
export function MenuSeparator() {
  return <Base.Separator className={styles['separator']} />;
}

/** A line of a menu that only informs. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <p className={styles['note']}>{children}</p>;
}
