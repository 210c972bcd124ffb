import { FileJson, FolderOpen, X } from 'lucide-react';
import { useEffect, useRef, type ChangeEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SidecarsStore } from '../../../stores/sidecars-store.ts';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import styles from './inspector.module.css';
import { Note } from './row.tsx';

/** Files with calibration and labels that a person adds to the sequence, where the service has none. */
export function CalibrationSection({ sidecars }: { sidecars: SidecarsStore }) {
  const { files, report, failure, isBusy, load, add, remove } = useStore(sidecars);
  useEffect(() => {
    if (files === null && failure === null && !isBusy) void load();
  }, [files, failure, isBusy, load]);
  return (
    <>
      <Note>Calibration and labels from files, for this sequence on this computer: SUSTech POINTS, KITTI and nuScenes among others.</Note>
      <div className={styles['actions']}>
        <FilePicker label="Add files…" icon={<FileJson size={14} />} isFolder={false} isBusy={isBusy} onChoose={(chosen) => void add(chosen)} />
        <FilePicker label="Add a folder…" icon={<FolderOpen size={14} />} isFolder isBusy={isBusy} onChoose={(chosen) => void add(chosen)} />
      </div>
      {failure === null ? null : (
        <p className={styles['problem']} role="alert">
          {failure.message}
        </p>
      )}
      {files === null || files.length === 0 ? null : (
        <>
          <ul className={styles['files']} aria-label="Files of this sequence">
            {files.map(({ name, what }) => (
              <li key={name} className={styles['file']}>
                <span className={styles['fileName']} title={name}>
                  {name}
                </span>
                <IconButton size="small" label={`Remove ${name}`} icon={<X size={12} />} disabled={isBusy} onClick={() => void remove(name)} />
                <span className={styles['fileNote']}>{what}</span>
              </li>
            ))}
          </ul>
          {files.length < 2 ? null : (
            <Button size="small" disabled={isBusy} onClick={() => void remove()}>
              Remove all
            </Button>
          )}
        </>
      )}
      <output className={styles['report']}>{report === null ? null : <Report applied={report.applied.length} unused={report.unused} />}</output>
    </>
  );
}

/** Of a folder of labels there may be thousands that are of no use, all for the same reason. */
const mostUnused = 20;

function Report({ applied, unused }: { applied: number; unused: readonly { name: string; reason: string }[] }) {
  const rest = unused.length - mostUnused;
  return (
    <>
      <Note>{`${applied === 1 ? '1 file is' : `${applied} files are`} used${unused.length === 0 ? '.' : `, ${unused.length} not:`}`}</Note>
      {unused.length === 0 ? null : (
        <ul className={styles['files']}>
          {unused.slice(0, mostUnused).map(({ name, reason }) => (
            <li key={name} className={styles['file']}>
              <span className={styles['fileName']} title={name}>
                {name}
              </span>
              <span className={styles['fileNote']}>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 ? <Note>{`and ${rest} more.`}</Note> : null}
    </>
  );
}

interface FilePickerProps {
  label: string;
  icon: ReactNode;
  isFolder: boolean;
  isBusy: boolean;
  onChoose: (files: readonly File[]) => void;
}

/** Of the files that may be calibration or labels: KITTI's are text and XML. */
const sidecarSuffixes = ['.json', '.txt', '.xml'];

/** A button that asks the system for files; the browser's own control cannot be styled. */
function FilePicker({ label, icon, isFolder, isBusy, onChoose }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.currentTarget.files ?? [])].filter(({ name }) => !isFolder || sidecarSuffixes.some((suffix) => name.toLowerCase().endsWith(suffix)));
    // The same files again are to be a change again.
    event.currentTarget.value = '';
    if (chosen.length > 0) onChoose(chosen);
  };
  return (
    <>
      <Button size="small" icon={icon} isBusy={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <VisuallyHidden>
        <input ref={input} type="file" multiple accept={sidecarSuffixes.join()} tabIndex={-1} aria-label={label} onChange={choose} {...(isFolder ? { webkitdirectory: '' } : {})} />
      </VisuallyHidden>
    </>
  );
}
