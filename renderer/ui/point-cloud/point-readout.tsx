import { Check, Copy, X } from 'lucide-react';
import { useState } from 'react';
import type { PointReading } from '../../viewing/scene-tool.ts';
import { copyText } from '../components/copy-text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { describeReading, textOfReading } from './describe-reading.ts';
import styles from './readout.module.css';

/** All that is known of the picked point, with a way to take it along. */
export function PointReadout({ reading, onClose }: { reading: PointReading; onClose: () => void }) {
  const [copied, setCopied] = useState<{ reading: PointReading; isDone: boolean } | null>(null);
  const state = copied?.reading === reading ? copied : null;
  const copy = async () => {
    setCopied({ reading, isDone: await copyText(textOfReading(reading)) });
  };
  return (
    <section className={styles['card']} aria-label="Picked point" aria-live="polite">
      <header className={styles['head']}>
        <h3 className={styles['title']}>{reading.fileIndex === null ? 'Point' : `Point ${reading.fileIndex.toLocaleString('en-US')}`}</h3>
        <IconButton
          size="small"
          label={state?.isDone === true ? 'Copied' : 'Copy what is known of the point'}
          icon={state?.isDone === true ? <Check size={14} /> : <Copy size={14} />}
          onClick={() => void copy()}
        />
        <IconButton size="small" label="Close the point" shortcut="Esc" icon={<X size={14} />} onClick={onClose} />
      </header>
      {state?.isDone === false ? <p className={styles['problem']}>The browser does not let the viewer copy: select the text instead.</p> : null}
      <dl className={styles['values']}>
        {describeReading(reading).map(({ name, value }) => (
          <div key={name} className={styles['value']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
