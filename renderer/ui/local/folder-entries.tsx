import { FileVideo2, Folder } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { FolderListing } from '../../../preload/contract/local.ts';
import { classNames } from '../components/class-names.ts';
import { rowTarget } from '../components/row-target.ts';
import styles from './folder-picker.module.css';

type Entry = FolderListing['entries'][number];

export interface FolderEntriesProps {
  entries: readonly Entry[];
  /** What can be selected: folders, files, or nothing but places to go to. */
  canSelect: 'folders' | 'files' | 'export' | 'place';
  /** Paths. */
  selected: readonly string[];
  onSelect: (paths: string[]) => void;
  /** Goes into a folder: Enter, or a double click. */
  onEnter: (path: string) => void;
  /** Backspace. */
  onUp: () => void;
  /** A file by Enter or a double click. */
  onChoose: (path: string) => void;
  isLoading: boolean;
}

const rowsPerPage = 10;

/** What lies in a folder. Arrow keys and letters move, Space selects, Enter goes in; several are selected with Ctrl and a click, or Space. */
export function FolderEntries({ entries, canSelect, selected, onSelect, onEnter, onUp, onChoose, isLoading }: FolderEntriesProps) {
  const [active, setActive] = useState(-1);
  const listRef = useRef<HTMLTableElement>(null);
  const id = useId();
  const typed = useRef({ text: '', atMs: 0 });
  // A folder that was gone into is there to be moved in.
  useEffect(() => listRef.current?.focus(), []);
  const isSelectable = ({ kind }: Entry) => (kind === 'folder' ? canSelect === 'folders' : canSelect === 'files');
  const toggle = (entry: Entry, isAdding: boolean) => {
    if (!isSelectable(entry)) return;
    const others = isAdding ? selected.filter((path) => path !== entry.path) : [];
    onSelect(selected.includes(entry.path) && isAdding ? others : [...others, entry.path]);
  };
  const moveTo = (index: number) => {
    setActive(index);
    document.querySelector(`#${CSS.escape(`${id}-${index}`)}`)?.scrollIntoView({ block: 'nearest' });
  };
  const act = (entry: Entry) => (entry.kind === 'folder' ? onEnter(entry.path) : onChoose(entry.path));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const entry = entries[active];
    const target = rowTarget(event.key, active, entries.length, rowsPerPage);
    if (target !== null) moveTo(target);
    else if (event.key === 'Enter' && entry !== undefined) act(entry);
    else if (event.key === ' ' && entry !== undefined) toggle(entry, true);
    else if (event.key === 'Backspace') onUp();
    else if (event.key.length === 1 && event.key !== ' ') {
      const { text, atMs } = typed.current;
      typed.current = { text: (event.timeStamp - atMs < 800 ? text : '') + event.key.toLowerCase(), atMs: event.timeStamp };
      const found = entries.findIndex(({ name }) => name.toLowerCase().startsWith(typed.current.text));
      if (found !== -1) moveTo(found);
    } else return;
    event.preventDefault();
  };
  const entryAt = (event: MouseEvent): number => Number((event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null)?.dataset['index'] ?? -1);
  const onClick = (event: MouseEvent) => {
    const index = entryAt(event);
    const entry = entries[index];
    if (entry === undefined) return;
    setActive(index);
    toggle(entry, event.ctrlKey || event.metaKey);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const entry = entries[entryAt(event)];
    if (entry !== undefined) act(entry);
  };
  return (
    <div className={styles['entries']}>
      <table
        ref={listRef}
        id={id}
        className={styles['rows']}
        role="grid"
        aria-label="What is in the folder"
        aria-multiselectable={canSelect === 'folders' || canSelect === 'files'}
        aria-busy={isLoading}
        aria-activedescendant={entries[active] === undefined ? undefined : `${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onFocus={() => {
          if (active < 0 && entries.length > 0) setActive(0);
        }}
      >
        <tbody>
          {entries.map((entry, index) => (
            <tr
              key={entry.path}
              id={`${id}-${index}`}
              aria-selected={selected.includes(entry.path)}
              data-index={index}
              className={classNames(styles['entry'], index === active && styles['active'])}
            >
              <td>
                {entry.kind === 'folder' ? <Folder size={14} aria-hidden="true" /> : <FileVideo2 size={14} aria-hidden="true" />}
                <span className={styles['entryName']}>{entry.name}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && !isLoading ? <p className={styles['empty']}>{canSelect === 'files' ? 'No folders, and no recordings or videos here.' : 'No folders here.'}</p> : null}
    </div>
  );
}
