import type { Storage } from '../../../preload/contract/storage.ts';
import { classNames } from '../components/class-names.ts';
import { formatDiskBytes } from '../components/format-disk-bytes.ts';
import styles from './disk-use.module.css';

/** The whole disk as one bar: what is kept, what is cached, what others take, what is free and what of that never goes. */
export function DiskUse({ storage: { kept, cache, partialBytes, disk } }: { storage: Storage }) {
  const own = kept.bytes + cache.bytes + partialBytes;
  const reserve = disk === null ? 0 : Math.min(disk.reserveBytes, disk.freeBytes);
  const parts = [
    { key: 'kept', label: 'Kept offline', bytes: kept.bytes },
    { key: 'cache', label: 'Cache', bytes: cache.bytes },
    ...(partialBytes === 0 ? [] : [{ key: 'partial', label: 'Being downloaded', bytes: partialBytes }]),
    ...(disk === null
      ? []
      : [
          { key: 'other', label: 'Everything else', bytes: Math.max(0, disk.totalBytes - disk.freeBytes - own) },
          { key: 'reserve', label: 'Free, and never taken', bytes: reserve },
          { key: 'free', label: 'Free', bytes: disk.freeBytes - reserve },
        ]),
  ];
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div className={styles['use']}>
      <div className={styles['bar']} aria-hidden="true">
        {parts.map(({ key, bytes }) => (bytes === 0 ? null : <span key={key} className={classNames(styles['part'], styles[key])} style={{ flexGrow: bytes / Math.max(total, 1) }} />))}
      </div>
      <dl className={styles['legend']}>
        {parts.map(({ key, label, bytes }) => (
          <div key={key} className={styles['entry']}>
            <dt>
              <span className={classNames(styles['swatch'], styles[key])} aria-hidden="true" />
              {label}
            </dt>
            <dd>{formatDiskBytes(bytes)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
