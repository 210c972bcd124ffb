import { ArrowDownToLine } from 'lucide-react';
import { useStore } from 'zustand';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCount } from '../components/format-text.ts';
import { Popover } from '../components/popover.tsx';
import { ThinBar } from '../components/thin-bar.tsx';
import { isUnderWay, percentOf, shareOf, stateWords } from './describe-download.ts';
import styles from './downloads-button.module.css';
import { overallProgress, overallWords } from './overall-progress.ts';

/** More than these are on the screen of downloads. */
const mostShown = 6;

/** In the top bar: how far the downloads are, with the first of them, and the ways to Downloads and Storage. */
export function DownloadsButton() {
  const { downloads: store } = useStores();
  const { downloads, datasetRun, pause, resume, cancelDatasetRun } = useStore(store);
  const overall = overallProgress(downloads);
  const moving = downloads.filter((one) => isUnderWay(one) || one.state === 'paused' || one.state === 'failed');
  const { done, total } = overall.files;
  const isBusy = overall.underWay > 0;
  const percent = isBusy && total > 0 ? `${Math.floor((100 * done) / total)} %` : null;
  const alert = overall.failed > 0 && !isBusy ? `${overall.failed} failed` : null;
  const shown = percent ?? alert ?? '';
  return (
    <Popover
      align="end"
      title="Downloads"
      trigger={
        <Button variant="quiet" icon={<ArrowDownToLine size={16} aria-hidden="true" />} aria-label={`Downloads${shown === '' ? '' : `, ${shown}`}: ${overallWords(overall)}`}>
          {shown}
        </Button>
      }
    >
      <div className={styles['panel']}>
        <p className={styles['note']}>{overallWords(overall)}</p>
        {datasetRun === null ? null : (
          <div className={styles['run']}>
            <span className={styles['note']}>
              {datasetRun.dataset.owner}/{datasetRun.dataset.slug}: {datasetRun.label}
            </span>
            <Button size="small" onClick={cancelDatasetRun}>
              Stop
            </Button>
          </div>
        )}
        <ul className={styles['list']}>
          {moving.slice(0, mostShown).map((download) => (
            <li key={download.id} className={styles['entry']}>
              <span className={styles['label']} title={download.label}>
                {download.label}
              </span>
              <span className={styles['note']}>{download.state === 'downloading' ? `${percentOf(download)} %` : stateWords(download)}</span>
              <ThinBar label={`Progress of ${download.label}`} share={shareOf(download)} tone={download.state === 'failed' ? 'problem' : download.state === 'downloading' ? 'active' : 'calm'} />
            </li>
          ))}
        </ul>
        {moving.length === 0 ? null : (
          <div className={styles['buttons']}>
            {isBusy ? (
              <Button size="small" onClick={() => void pause(null)}>
                Pause all
              </Button>
            ) : null}
            {overall.paused === 0 ? null : (
              <Button size="small" onClick={() => void resume(null)}>
                Resume all
              </Button>
            )}
          </div>
        )}
        <div className={styles['ways']}>
          <a href={formatRoute({ screen: 'downloads' })}>{moving.length > mostShown ? `All ${formatCount(downloads.length)} downloads` : 'All downloads'}</a>
          <a href={formatRoute({ screen: 'storage' })}>Storage</a>
        </div>
      </div>
    </Popover>
  );
}
