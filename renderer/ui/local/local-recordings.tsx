import { FileVideo2, Folder, FolderOpen, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { LocalEntry } from '../../../preload/contract/local.ts';
import { formatRoute, localMoment } from '../../stores/route.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import styles from './local-recordings.module.css';

/** The recordings that were opened from this computer, newest first, and the ways to open another. */
export function LocalRecordings() {
  const { local } = useStores();
  const entries = useStore(local, (state) => state.entries);
  const { loadEntries, chooseAndOpen, forget } = local.getState();
  useEffect(() => {
    void loadEntries();
  }, [loadEntries]);
  return (
    <section aria-labelledby="local-title" className={styles['section']}>
      <h2 id="local-title">Local recordings</h2>
      <div className={styles['buttons']}>
        <Button icon={<FolderOpen size={14} aria-hidden="true" />} onClick={() => void chooseAndOpen('folders')}>
          Open folder…
        </Button>
        <Button icon={<FileVideo2 size={14} aria-hidden="true" />} onClick={() => void chooseAndOpen('files')}>
          Open file…
        </Button>
      </div>
      {entries.state === 'ready' && entries.value.length > 0 ? (
        <ul className={styles['list']}>
          {entries.value.map((entry) => (
            <Entry key={entry.id} entry={entry} onForget={() => void forget(entry.id)} />
          ))}
        </ul>
      ) : (
        <p className={styles['empty']}>
          {entries.state === 'failed' ? entries.error.message : 'Folders of pictures, point clouds or videos, or exported .avseq files. No key and no network needed.'}
        </p>
      )}
    </section>
  );
}

function Entry({ entry: { id, label, place, kind, isThere }, onForget }: { entry: LocalEntry; onForget: () => void }) {
  const Icon = kind === 'file' ? FileVideo2 : Folder;
  return (
    <li className={styles['entry']}>
      <Icon className={styles['kind']} size={14} aria-hidden="true" />
      {isThere ? (
        <a className={styles['link']} href={formatRoute(localMoment(id))} title={`${label} in ${place}`}>
          {label} <span className={styles['place']}>{place}</span>
        </a>
      ) : (
        <span className={styles['gone']} title={`${label} in ${place}`}>
          {label} <span className={styles['place']}>is not there any more</span>
        </span>
      )}
      <IconButton size="small" label={`Take ${label} off the list`} icon={<X size={14} aria-hidden="true" />} onClick={onForget} />
    </li>
  );
}
