import { useState } from 'react';
import type { Download } from '../../../preload/contract/downloads.ts';
import { Button } from '../components/button.tsx';
import { ThinBar } from '../components/thin-bar.tsx';
import { percentOf, progressWords, shareOf, stateWords } from '../offline/describe-download.ts';
import { FailuresDialog } from './failures-dialog.tsx';
import { OfflineBadge } from '../offline/offline-badge.tsx';
import styles from './download-state.module.css';

/** A download's state in words, with a bar while it is on its way, and why it waits or failed. */
export function DownloadState({ download }: { download: Download }) {
  const { label, state, reason, failedFiles } = download;
  const [areFailuresShown, setAreFailuresShown] = useState(false);
  const words = progressWords(download);
  if (state === 'available') {
    return (
      <div className={styles['done']}>
        <OfflineBadge download={download} />
        <span className={styles['words']}>{words}</span>
      </div>
    );
  }
  return (
    <div className={styles['state']}>
      <div className={styles['line']}>
        <span className={styles['name']}>{stateWords(download)}</span>
        <span className={styles['words']}>{words}</span>
        <span className={styles['words']}>{percentOf(download)} %</span>
      </div>
      <ThinBar label={`Progress of ${label}`} share={shareOf(download)} tone={state === 'failed' ? 'problem' : state === 'downloading' ? 'active' : 'calm'} />
      {reason === null && failedFiles === 0 ? null : (
        <div className={styles['line']}>
          {reason === null ? null : (
            <span className={styles['reason']} title={reason}>
              {reason}
            </span>
          )}
          {failedFiles === 0 ? null : (
            <Button size="small" variant="quiet" onClick={() => setAreFailuresShown(true)}>
              Show failed files
            </Button>
          )}
        </div>
      )}
      {areFailuresShown ? <FailuresDialog download={download} onClose={() => setAreFailuresShown(false)} /> : null}
    </div>
  );
}
