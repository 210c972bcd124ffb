import { useState } from 'react';
import { useStore } from 'zustand';
import { formatReport } from '../../stores/system-report-store.ts';
import { Button } from '../components/button.tsx';
import { copyText } from '../components/copy-text.ts';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useStores } from './stores-context.tsx';
import styles from './system-report-dialog.module.css';

/** What this computer and this build can do, to read and to copy. */
export function SystemReportDialog() {
  const { systemReport, session } = useStores();
  const { isOpen, report, open, close } = useStore(systemReport);
  const [copied, setCopied] = useState<string | null>(null);
  const leave = () => {
    setCopied(null);
    close();
  };
  const copy = async (text: string) => setCopied((await copyText(text)) ? 'Copied.' : 'It could not be copied. Select the text and copy it.');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={leave}
      title="System report"
      isWide
      actions={
        <>
          <output>{copied}</output>
          <Button onClick={leave}>Close</Button>
          {report.state === 'ready' ? (
            <Button variant="primary" onClick={() => void copy(formatReport(report.lines))}>
              Copy
            </Button>
          ) : null}
        </>
      }
    >
      {report.state === 'collecting' ? <p>Collecting…</p> : null}
      {report.state === 'failed' ? <ErrorNotice error={report.error} onRetry={() => void open()} onSignIn={session.getState().openSignIn} /> : null}
      {report.state === 'ready' ? (
        <dl className={styles['lines']}>
          {report.lines.map(({ name, value }) => (
            <div key={name} className={styles['line']}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Dialog>
  );
}
