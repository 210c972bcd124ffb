import { Field } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './text-field.module.css';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password';
  placeholder?: string;
  /** Below the field, always there. */
  description?: ReactNode;
  /** Below the field instead of the description; marks the field as invalid. */
  error?: string | null;
  disabled?: boolean;
  size?: 'medium' | 'large';
}

/** A line of text with its label, a hint and what is wrong with it. Never completed or spell-checked by the browser. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  placeholder,
  description,
  error = null,
  disabled = false,
  size = 'medium',
}: TextFieldProps) {
  return (
    <Field.Root className={styles['field']} invalid={error !== null} disabled={disabled}>
      <Field.Label className={styles['label']}>{label}</Field.Label>
      <Field.Control
        className={classNames(styles['input'], styles[size])}
        type={type}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        onValueChange={onChange}
      />
      {error === null ? (
        description === undefined ? null : <Field.Description className={styles['note']}>{description}</Field.Description>
      ) : (
        <Field.Error className={styles['error']} match>
          {error}
        </Field.Error>
      )}
    </Field.Root>
  );
}
