import { Switch as Base } from '@base-ui/react/switch';
import styles from './switch.module.css';

export interface SwitchProps {
  /** Shown beside the switch, and its accessible name. */
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  disabled?: boolean;
}

/** Turns one setting on and off, at once. */
export function Switch({ label, isOn, onChange, disabled = false }: SwitchProps) {
  return (
    <label className={styles['field']}>
      <Base.Root checked={isOn} disabled={disabled} onCheckedChange={onChange} className={styles['track']}>
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
      {label}
    </label>
  );
}
