import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatRoute } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import { NumberField } from '../components/number-field.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { Switch } from '../components/switch.tsx';
import { overallProgress, overallWords } from '../offline/overall-progress.ts';
import styles from '../components/side-panel.module.css';

/** What the limit begins with when it is switched on. */
const firstLimitBytesPerSecond = 2_000_000;
const bytesPerMegabyte = 1_000_000;

/** All downloads as one, how they may use the network, and the room that is left for them. */
export function DownloadsSide() {
  const { downloads, settings, storage } = useStores();
  const overall = overallProgress(useStore(downloads, (state) => state.downloads));
  const { concurrency, maxBytesPerSecond } = useStore(settings, (state) => state.settings.downloads);
  const disk = useStore(storage, (state) => (state.storage.state === 'ready' ? state.storage.value.disk : null));
  const change = (part: Partial<{ concurrency: number; maxBytesPerSecond: number | null }>) =>
    void settings.getState().update({ downloads: { concurrency, maxBytesPerSecond, ...part } });
  useEffect(() => storage.getState().follow(), [storage]);
  return (
    <aside className={styles['side']} aria-label="All downloads">
      <section aria-labelledby="overall-title">
        <h2 id="overall-title">In all</h2>
        {overall.underWay + overall.paused === 0 ? null : <ProgressBar label="Files" done={overall.files.done} total={overall.files.total} />}
        <p className={styles['note']}>{overallWords(overall)}</p>
      </section>
      <section aria-labelledby="network-title">
        <h2 id="network-title">Use of the network</h2>
        <div className={styles['line']}>
          <span>Files at the same time</span>
          <span className={styles['number']}>
            <NumberField label="Files at the same time" decimals={0} min={1} max={16} value={concurrency} onChange={(value) => change({ concurrency: Math.round(value) })} />
          </span>
        </div>
        <div className={styles['line']}>
          <Switch label="Limit the speed" isOn={maxBytesPerSecond !== null} onChange={(isOn) => change({ maxBytesPerSecond: isOn ? firstLimitBytesPerSecond : null })} />
          {maxBytesPerSecond === null ? null : (
            <span className={styles['number']}>
              <NumberField
                label="Highest speed"
                unit="MB/s"
                decimals={2}
                min={0.01}
                max={10_000}
                step={0.5}
                value={maxBytesPerSecond / bytesPerMegabyte}
                onChange={(value) => change({ maxBytesPerSecond: Math.round(value * bytesPerMegabyte) })}
              />
            </span>
          )}
        </div>
        <p className={styles['note']}>Playback is never slowed down by it.</p>
      </section>
      <section aria-labelledby="room-title">
        <h2 id="room-title">Disk</h2>
        <p className={styles['note']}>
          {disk === null ? 'How much is free is not known.' : `${formatDiskBytes(disk.freeBytes)} are free; ${formatDiskBytes(disk.reserveBytes)} of it are never taken.`}
        </p>
        <a className={styles['link']} href={formatRoute({ screen: 'storage' })}>
          Storage: what takes how much
        </a>
      </section>
    </aside>
  );
}
