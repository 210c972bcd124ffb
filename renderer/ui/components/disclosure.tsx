import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

export interface DisclosureProps {
  title: string;
  /** At the end of the heading, muted: what is set in there, while it is closed and open. */
  detail?: ReactNode;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A part of a panel that can be put away under its heading; what is in it exists while it is open only. */
export function Disclosure({ title, detail, isOpen, onChange, children }: DisclosureProps) {
  return (
    <Collapsible.Root open={isOpen} onOpenChange={onChange} className={styles['part']}>
      <h3 className={styles['heading']}>
        <Collapsible.Trigger className={styles['trigger']}>
          <ChevronRight size={14} aria-hidden="true" className={styles['chevron']} />
          <span className={styles['title']}>{title}</span>
          {detail === undefined || detail === null ? null : <span className={styles['detail']}>{detail}</span>}
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Panel className={styles['panel']}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
