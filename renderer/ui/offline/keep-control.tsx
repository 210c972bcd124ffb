import { ArrowDownToLine, HardDriveDownload, ListChecks, Pause, Play, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Download } from '../../../preload/contract/downloads.ts';
import type { Sequence } from '../../../preload/contract/model.ts';
import { downloadKey, type KeepTarget } from '../../stores/downloads-store.ts';
import { keepTargetOf } from '../../stores/keep-target.ts';
import type { DatasetName } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../components/menu.tsx';
import { badgeWords, isUnderWay, progressWords, stateWords } from './describe-download.ts';
import styles from './keep-control.module.css';
import { OfflineBadge } from './offline-badge.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

export interface KeepControlProps {
  dataset: DatasetName;
  sequence: Sequence;
  /** In a row of a grid, which has the keys for it: an icon, and no tab stop. */
  isInRow?: boolean;
}

/** Keeps one sequence offline by a click; once it is kept, says how far it is and offers what can be done with it. */
export function KeepControl({ dataset, sequence, isInRow = false }: KeepControlProps) {
  const { downloads } = useStores();
  const { keep } = downloads.getState();
  const { owner, slug } = dataset;
  const download = useStore(downloads, (state) => state.bySequence.get(downloadKey({ owner, slug, sequenceUid: sequence.uid })));
  const target = keepTargetOf(dataset, [sequence]);
  if (download !== undefined) return <KeptMenu download={download} target={target} isInRow={isInRow} />;
  const onClick = () => void keep(target);
  return isInRow ? (
    <IconButton size="small" tabIndex={-1} label={`Keep ${sequence.key} offline`} icon={<HardDriveDownload size={15} aria-hidden="true" />} onClick={onClick} />
  ) : (
    <Button size="small" icon={<HardDriveDownload size={14} aria-hidden="true" />} onClick={onClick}>
      Keep offline
    </Button>
  );
}

function KeptMenu({ download, target, isInRow }: { download: Download; target: KeepTarget; isInRow: boolean }) {
  const { downloads, route } = useStores();
  const { ask, pause, resume, retry } = downloads.getState();
  const [isRemoving, setIsRemoving] = useState(false);
  const { id, state, label, reason, failedFiles } = download;
  const words = stateWords(download);
  const shown = badgeWords(download);
  const icon = { size: 14, 'aria-hidden': true } as const;
  return (
    <>
      <Menu
        align={isInRow ? 'start' : 'end'}
        trigger={
          <button type="button" tabIndex={isInRow ? -1 : 0} className={styles['trigger']} aria-label={`${label}: ${words === shown ? words : `${words}, ${shown}`}`}>
            <OfflineBadge download={download} />
          </button>
        }
      >
        <MenuNote>
          <strong>{words}</strong>
          <br />
          {reason ?? progressWords(download)}
        </MenuNote>
        <MenuSeparator />
        {isUnderWay(download) ? (
          <MenuItem icon={<Pause {...icon} />} onSelect={() => void pause([id])}>
            Pause
          </MenuItem>
        ) : null}
        {state === 'paused' ? (
          <MenuItem icon={<Play {...icon} />} onSelect={() => void resume([id])}>
            Resume
          </MenuItem>
        ) : null}
        {state === 'failed' || failedFiles > 0 ? (
          <MenuItem icon={<RotateCw {...icon} />} onSelect={() => void retry([id])}>
            Retry what failed
          </MenuItem>
        ) : null}
        <MenuItem icon={<ListChecks {...icon} />} onSelect={() => ask(target)}>
          Views and frames…
        </MenuItem>
        <MenuItem icon={<ArrowDownToLine {...icon} />} onSelect={() => route.getState().navigate({ screen: 'downloads' })}>
          Show in Downloads
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 {...icon} />} onSelect={() => setIsRemoving(true)}>
          Remove from this computer…
        </MenuItem>
      </Menu>
      <RemoveDialog downloads={isRemoving ? [download] : []} onClose={() => setIsRemoving(false)} />
    </>
  );
}
