import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import popup from './popup.module.css';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** Shown after the label, in the list and in the button: e.g. a swatch. */
  preview?: ReactNode;
}

export interface SelectProps<Value extends string> {
  /** The accessible name. */
  label: string;
  /** Shows the label before the value, muted, as in "Order: Key". */
  isLabelShown?: boolean;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  /** After a choice by pointer the focus goes nowhere, so that the keys of the screen work on, Space first of all. */
  leavesKeysToScreen?: boolean;
}

/** Chooses one of a few values. */
export function Select<Value extends string>({
  label,
  isLabelShown = false,
  value,
  options,
  onChange,
  disabled = false,
  leavesKeysToScreen = false,
}: SelectProps<Value>) {
  return (
    <Base.Root
      items={options}
      value={value}
      modal={false}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger render={<Button />} aria-label={label}>
        {isLabelShown ? <span className={styles['label']}>{label}</span> : null}
        <span className={styles['value']}>
          <Base.Value />
          {options.find((option) => option.value === value)?.preview}
        </span>
        <Base.Icon className={styles['chevron']}>
          <ChevronsUpDown size={12} aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={classNames(popup['popup'], styles['popup'])} finalFocus={leavesKeysToScreen ? (closedBy) => closedBy === 'keyboard' : true}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={popup['item']}>
                  <Base.ItemIndicator className={popup['indicator']}>
                    <Check size={14} aria-hidden="true" />
                  </Base.ItemIndicator>
                  <Base.ItemText className={popup['text']}>{option.label}</Base.ItemText>
                  {option.preview}
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
