import { useEffect, useState } from 'react';
import type { Download, FailedFile } from '../../../preload/contract/downloads.ts';
import type { RemoteData } from '../../stores/remote-data.ts';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { formatCount, formatCountOf } from '../components/format-text.ts';
import styles from './failures-dialog.module.css';

/** Each file of a download that could not be had, and why. */
export function FailuresDialog({ download, onClose }: { download: Download; onClose: () => void }) {
  const { downloads } = useStores();
  const { readFailures, retry } = downloads.getState();
  const { id, owner, slug, sequenceUid, label, failedFiles } = download;
  const [failures, setFailures] = useState<RemoteData<readonly FailedFile[]>>({ state: 'loading' });
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const answer = await readFailures(id);
      if (isWanted) setFailures(answer.ok ? { state: 'ready', value: answer.value } : { state: 'failed', error: answer.error });
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [readFailures, id]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${formatCountOf(failedFiles, 'file')} of ${label} failed`}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            onClick={() => {
              onClose();
              void retry([id]);
            }}
          >
            Retry
          </Button>
        </>
      }
    >
      {failures.state === 'failed' ? <ErrorState error={failures.error} /> : null}
      {failures.state === 'ready' ? (
        <>
          <ul className={styles['list']} aria-label="Failed files">
            {failures.value.map(({ viewKey, frame, reason }) => (
              <li key={`${viewKey} ${frame}`} className={styles['file']}>
                <a className={styles['place']} href={formatRoute({ screen: 'moment', owner, slug, sequenceUid, frameIndex: frame ?? 0 })}>
                  {frame === null ? viewKey : `${viewKey}, frame ${formatCount(frame + 1)}`}
                </a>
                <span>{reason}</span>
              </li>
            ))}
          </ul>
          {failures.value.length < failedFiles ? <p>The first {formatCount(failures.value.length)} are listed.</p> : null}
          <p>What could be downloaded is on this computer and stays.</p>
        </>
      ) : null}
    </Dialog>
  );
}
