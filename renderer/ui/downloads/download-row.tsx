import { ArrowDown, ArrowUp, GripVertical, Pause, Play, RotateCw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useStores } from '../app/stores-context.tsx';
import { classNames } from '../components/class-names.ts';
import { IconButton } from '../components/icon-button.tsx';
import type { Download } from '../../../preload/contract/downloads.ts';
import { formatRoute } from '../../stores/route.ts';
import { hasAny, isUnderWay } from '../offline/describe-download.ts';
import { RemoveDialog } from '../offline/remove-dialog.tsx';
import { DownloadState } from './download-state.tsx';
import styles from './download-row.module.css';
import type { QueuePlace } from './queue-rows.ts';
import { useRowDrag } from './use-row-drag.ts';
import { useRowKeys } from './use-row-keys.ts';

/** One sequence that is kept offline or on its way: what it is, how far, and all that can be done with it. */
export function DownloadRow({ download, place }: { download: Download; place: QueuePlace | null }) {
  const { downloads } = useStores();
  const { pause, resume, retry, remove, reorder } = downloads.getState();
  const [isRemoving, setIsRemoving] = useState(false);
  const { id, owner, slug, sequenceUid, label, state, failedFiles } = download;
  const drag = useRowDrag(id, place, (draggedId, beforeId) => void reorder(draggedId, beforeId));
  const isMovable = place !== null;
  const move = (beforeId: string | null | undefined) => {
    if (beforeId !== undefined) void reorder(id, beforeId);
  };
  // Nothing is lost by giving up what has not begun.
  const askToRemove = () => (hasAny(download) ? setIsRemoving(true) : void remove([id]));
  const row = useRowKeys({
    'Alt+ArrowUp': () => move(place?.upBeforeId),
    'Alt+ArrowDown': () => move(place?.downBeforeId),
    Delete: askToRemove,
  });
  const icon = { size: 14, 'aria-hidden': true } as const;
  const isDone = state === 'available';
  return (
    <fieldset ref={row} aria-label={label} className={classNames(styles['row'], drag.edge !== null && styles[drag.edge])} {...drag.target}>
      {isMovable ? (
        <span className={styles['handle']} title="Drag to reorder" {...drag.handle}>
          <GripVertical size={14} aria-hidden="true" />
        </span>
      ) : (
        <span />
      )}
      <div className={styles['name']}>
        <a className={styles['label']} href={formatRoute({ screen: 'moment', owner, slug, sequenceUid, frameIndex: 0 })} title={label}>
          {label}
        </a>
        <span className={styles['dataset']} title={`${owner}/${slug}`}>
          {owner}/{slug}
        </span>
      </div>
      <DownloadState download={download} />
      <div className={styles['actions']}>
        {state === 'failed' || failedFiles > 0 ? <IconButton size="small" label={`Retry what failed of ${label}`} icon={<RotateCw {...icon} />} onClick={() => void retry([id])} /> : null}
        {isUnderWay(download) ? <IconButton size="small" label={`Pause ${label}`} icon={<Pause {...icon} />} onClick={() => void pause([id])} /> : null}
        {state === 'paused' ? <IconButton size="small" label={`Resume ${label}`} icon={<Play {...icon} />} onClick={() => void resume([id])} /> : null}
        {isMovable ? (
          <>
            <IconButton size="small" label={`Move ${label} up`} shortcut="Alt ↑" icon={<ArrowUp {...icon} />} disabled={place.upBeforeId === undefined} onClick={() => move(place.upBeforeId)} />
            <IconButton size="small" label={`Move ${label} down`} shortcut="Alt ↓" icon={<ArrowDown {...icon} />} disabled={place.downBeforeId === undefined} onClick={() => move(place.downBeforeId)} />
          </>
        ) : null}
        <IconButton size="small" label={isDone ? `Remove ${label} from this computer` : `Cancel ${label}`} shortcut="Del" icon={isDone ? <Trash2 {...icon} /> : <X {...icon} />} onClick={askToRemove} />
      </div>
      <RemoveDialog downloads={isRemoving ? [download] : []} onClose={() => setIsRemoving(false)} />
    </fieldset>
  );
}
