import { ArrowUp, House } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { FolderListing } from '../../../preload/contract/local.ts';
import type { FileWish } from '../../stores/file-chooser-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { TextField } from '../components/text-field.tsx';
import { FolderEntries } from './folder-entries.tsx';
import styles from './folder-picker.module.css';

/**
 * The page's own dialog for folders and files, where the system has none to offer: in a browser, which never tells paths, on
 * a machine that need not be this one.
 */
export function FolderPicker() {
  const { fileChooser } = useStores();
  const wish = useStore(fileChooser, (state) => state.wish);
  return wish === null ? null : <OpenPicker key={`${wish.what} ${wish.suggestedName}`} wish={wish} />;
}

const titles = { folders: 'Open folder', files: 'Open file', export: 'Export recording', place: 'Choose folder' };

function OpenPicker({ wish: { what, suggestedName, note } }: { wish: FileWish }) {
  const { fileChooser } = useStores();
  const listing = useStore(fileChooser, (state) => state.listing);
  const { goTo, finish } = fileChooser.getState();
  const [shown, setShown] = useState<FolderListing | null>(null);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [path, setPath] = useState('');
  const [fileName, setFileName] = useState(suggestedName);
  const current = listing.state === 'ready' ? listing.value : shown;
  if (listing.state === 'ready' && listing.value !== shown) {
    setShown(listing.value);
    setSelected([]);
    setPath(listing.value.path);
  }
  const typePath = (event: FormEvent) => {
    event.preventDefault();
    void goTo(path.trim() === '' ? null : path);
  };
  const name = fileName.trim();
  const nameProblem = what !== 'export' || (name !== '' && !/[/\\]/.test(name)) ? null : 'Type a name without slashes.';
  const isOfFolder = what === 'export' || what === 'place' || (what === 'folders' && selected.length === 0);
  const canChoose = (isOfFolder ? current !== null : selected.length > 0) && nameProblem === null;
  /** A path that was typed and not gone to is where the person means. Null when there is no such folder, which the field says. */
  const folderMeant = async () => {
    if (current === null || path !== current.path) await goTo(path.trim() === '' ? null : path);
    const { listing: found } = fileChooser.getState();
    return found.state === 'ready' ? found.value : null;
  };
  const choose = async () => {
    if (!isOfFolder) return finish([...selected]);
    const folder = await folderMeant();
    if (folder !== null) finish([what === 'export' ? filePath(folder, name) : folder.path]);
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={() => finish([])}
      title={titles[what]}
      actions={
        <>
          <Button onClick={() => finish([])}>Cancel</Button>
          <Button variant="primary" disabled={!canChoose} onClick={() => void choose()}>
            {describeChoice(what, selected.length)}
          </Button>
        </>
      }
    >
      <p className={styles['note']}>{note ?? `Folders of the machine that Avala Viewer runs on. In the list, Enter goes into a folder, ${what === 'folders' || what === 'files' ? 'Space chooses, ' : ''}Backspace goes up.`}</p>
      <form className={styles['place']} onSubmit={typePath}>
        <TextField label="Folder" value={path} onChange={setPath} error={listing.state === 'failed' ? listing.error.message : null} description="Type a path and press Enter; ~ is home." />
        <div className={styles['ways']}>
          <IconButton label="Folder above" icon={<ArrowUp size={16} />} disabled={current?.parentPath === null || current === null} onClick={() => void goTo(current?.parentPath ?? null)} />
          <IconButton label="Home" icon={<House size={16} />} onClick={() => void goTo(null)} />
        </div>
      </form>
      <FolderEntries
        key={current?.path ?? ''}
        entries={current?.entries ?? []}
        canSelect={what}
        selected={selected}
        onSelect={setSelected}
        onEnter={(folder) => void goTo(folder)}
        onUp={() => void goTo(current?.parentPath ?? null)}
        onChoose={(chosen) => finish([chosen])}
        isLoading={listing.state === 'loading'}
      />
      {current?.isCut === true ? <p className={styles['note']}>There is more in this folder than is listed. Type the path to go further.</p> : null}
      {what === 'export' ? <TextField label="File name" value={fileName} onChange={setFileName} error={nameProblem} description="Everything of the recording goes into one .avseq file." /> : null}
    </Dialog>
  );
}

function filePath(listing: FolderListing, name: string): string {
  const separator = listing.path.includes('\\') ? '\\' : '/';
  const file = name.toLowerCase().endsWith('.avseq') ? name : `${name}.avseq`;
  return `${listing.path}${listing.path.endsWith(separator) ? '' : separator}${file}`;
}

function describeChoice(what: FileWish['what'], count: number): string {
  if (what === 'export') return 'Export';
  if (what === 'place') return 'Choose this folder';
  if (count > 1) return `Open ${count} ${what}`;
  if (what === 'files') return 'Open file';
  return count === 1 ? 'Open chosen folder' : 'Open this folder';
}
