import { HardDriveDownload, Pause, Play, RotateCw, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { formatCount } from '../components/format-text.ts';
import toolbar from '../components/list-toolbar.module.css';
import screen from '../components/screen-with-side.module.css';
import { SearchField } from '../components/search-field.tsx';
import { VirtualRows } from '../components/virtual-rows.tsx';
import { useSearchKey } from '../library/use-search-key.ts';
import { isUnderWay } from '../offline/describe-download.ts';
import { DownloadRow } from './download-row.tsx';
import { DownloadsSide } from './downloads-side.tsx';
import styles from './downloads-screen.module.css';
import { queueRows } from './queue-rows.ts';

/** Everything that is kept offline or on its way: how far it is, in which order, and what went wrong. */
export function DownloadsScreen() {
  const { downloads: store } = useStores();
  const { downloads, isRead, pause, resume, retry } = useStore(store);
  const [search, setSearch] = useState('');
  const searchRef = useSearchKey();
  const rows = queueRows(downloads, search);
  const isPausable = downloads.some(isUnderWay);
  const isPaused = downloads.some(({ state }) => state === 'paused');
  const failedIds = downloads.filter(({ failedFiles, state }) => failedFiles > 0 || state === 'failed').map(({ id }) => id);
  return (
    <div className={screen['screen']}>
      <section className={screen['main']} aria-labelledby="downloads-title">
        <div className={toolbar['toolbar']}>
          <h1 id="downloads-title" className={classNames(screen['title'], styles['title'])}>
            Downloads
          </h1>
          <SearchField ref={searchRef} label="Search downloads by name" placeholder="Search name" shortcut="/" value={search} onChange={setSearch} />
          <span className={styles['space']} />
          {failedIds.length === 0 ? null : (
            <Button icon={<RotateCw size={14} aria-hidden="true" />} onClick={() => void retry(failedIds)}>
              Retry all that failed
            </Button>
          )}
          <Button icon={<Pause size={14} aria-hidden="true" />} disabled={!isPausable} focusableWhenDisabled onClick={() => void pause(null)}>
            Pause all
          </Button>
          <Button icon={<Play size={14} aria-hidden="true" />} disabled={!isPaused} focusableWhenDisabled onClick={() => void resume(null)}>
            Resume all
          </Button>
        </div>
        {rows.length > 0 ? (
          <VirtualRows
            label="Downloads"
            rows={rows}
            rowKey={({ id }) => id}
            heightPx={({ kind }) => (kind === 'heading' ? 32 : 64)}
            renderRow={(row) =>
              row.kind === 'download' ? (
                <DownloadRow download={row.download} place={row.place} />
              ) : (
                <h2 className={styles['heading']}>
                  {row.title} <span className={styles['count']}>{formatCount(row.count)}</span>
                </h2>
              )
            }
          />
        ) : downloads.length > 0 ? (
          <EmptyState icon={<SearchX size={20} />} title={`No download matches “${search}”`} />
        ) : (
          <EmptyState icon={<HardDriveDownload size={20} />} title={isRead ? 'Nothing is kept offline yet' : 'Reading what is kept offline…'}>
            {isRead ? <p>Choose “Keep offline” on a sequence, on several, or on a whole dataset. It is then downloaded here and opens without a network.</p> : null}
          </EmptyState>
        )}
      </section>
      <DownloadsSide />
    </div>
  );
}
