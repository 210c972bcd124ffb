import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { isLoading, type PagedRows } from '../../stores/paged-rows.ts';
import { describeLoaded } from './describe-loaded.ts';
import { IconButton } from './icon-button.tsx';
import styles from './list-toolbar.module.css';
import { SavedNote } from './saved-note.tsx';

export interface ListToolbarProps {
  list: PagedRows<unknown>;
  /** What a row is, in the singular; takes an -s. */
  noun: string;
  /** Rows that a search or a filter lets through; all when absent. */
  shownCount?: number;
  /** What else is to be said of the list, after what is loaded of it. */
  remark?: string;
  onReload: () => void;
  /** A title, a search field, filters: before the rest. */
  children?: ReactNode;
}

/** The row of controls above a list; at its end, what of the list is loaded, and how to load it anew. */
export function ListToolbar({ list, noun, shownCount, remark = '', onReload, children }: ListToolbarProps) {
  const loaded = list.rows.length;
  const note =
    loaded === 0
      ? ''
      : describeLoaded({
          noun,
          loaded,
          shown: shownCount ?? loaded,
          isComplete: list.isComplete,
          isCutShort: list.isCutShort,
          isSaved: list.age.asOfMs !== null,
          isLoading: isLoading(list),
        }) + remark;
  return (
    <div className={styles['toolbar']}>
      {children}
      <output className={styles['note']} title={note}>
        {note}
      </output>
      <SavedNote asOfMs={list.age.asOfMs} />
      <IconButton label="Refresh" icon={<RefreshCw size={14} aria-hidden="true" />} onClick={onReload} disabled={isLoading(list)} />
    </div>
  );
}
