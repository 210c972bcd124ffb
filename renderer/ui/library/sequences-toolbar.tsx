import { ListFilter } from 'lucide-react';
import { useStore } from 'zustand';
import { describeStatus, sequenceStatuses } from '../../stores/describe-status.ts';
import type { SequenceOrdering } from '../../stores/sequence-ordering.ts';
import type { DatasetName } from '../../stores/settings-store.ts';
import { useStores } from '../app/stores-context.tsx';
import { Button } from '../components/button.tsx';
import { formatCount } from '../components/format-text.ts';
import { ListToolbar } from '../components/list-toolbar.tsx';
import { Menu, MenuCheckItem, MenuItem, MenuNote, MenuSeparator } from '../components/menu.tsx';
import { SearchField } from '../components/search-field.tsx';
import { Select } from '../components/select.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { KeepDatasetButton } from '../offline/keep-dataset-button.tsx';
import { useSearchKey } from './use-search-key.ts';

const orderings: readonly { value: SequenceOrdering; label: string }[] = [
  { value: 'service', label: 'As Avala lists them' },
  { value: 'key', label: 'Key, A to Z' },
  { value: '-key', label: 'Key, Z to A' },
  { value: 'status', label: 'Status, A to Z' },
  { value: '-status', label: 'Status, Z to A' },
  { value: '-frames', label: 'Most frames first' },
  { value: 'frames', label: 'Fewest frames first' },
];

export interface SequencesToolbarProps {
  dataset: DatasetName;
  /** Rows that the search and the filter let through. */
  shownCount: number;
  /** Loaded rows by status, `''` for none. */
  counts: ReadonlyMap<string, number>;
  onLeaveSearch: () => void;
}

/** Search, filter and order of the list of sequences, and what of it is loaded. */
export function SequencesToolbar({ dataset, shownCount, counts, onLeaveSearch }: SequencesToolbarProps) {
  const { library } = useStores();
  const { sequences, search, statuses, ordering, orderedBy, setSearch, setStatuses, setOrdering, reload } = useStore(library);
  const searchRef = useSearchKey();
  const remark = orderedBy === 'service' ? '' : ` · ordered by the viewer${sequences.age.asOfMs === null ? ', as Avala does not offer it' : ''}`;
  return (
    <ListToolbar list={sequences} noun="sequence" shownCount={shownCount} remark={remark} onReload={() => void reload()}>
      <SearchField
        ref={searchRef}
        label="Search sequences by key or view"
        placeholder="Search key or view"
        shortcut="/"
        value={search}
        onChange={setSearch}
        onLeave={onLeaveSearch}
      />
      <Menu trigger={<Button icon={<ListFilter size={14} aria-hidden="true" />}>{describeFilter(statuses)}</Button>}>
        {[...new Set([...sequenceStatuses, ...counts.keys()])].map((status) => (
          <MenuCheckItem
            key={status}
            isChecked={statuses.has(status)}
            detail={formatCount(counts.get(status) ?? 0)}
            onChange={(isChecked) => setStatuses(changed(statuses, status, isChecked))}
          >
            <StatusBadge status={status} />
          </MenuCheckItem>
        ))}
        {sequences.isComplete && !sequences.isCutShort ? null : <MenuNote>Counts are of the loaded sequences.</MenuNote>}
        {statuses.size === 0 ? null : (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => setStatuses(new Set())}>Show every status</MenuItem>
          </>
        )}
      </Menu>
      <Select label="Order" isLabelShown value={ordering} options={orderings} onChange={(next) => void setOrdering(next)} />
      <KeepDatasetButton dataset={dataset} sequences={sequences.rows} />
    </ListToolbar>
  );
}

function describeFilter(statuses: ReadonlySet<string>): string {
  const [only] = statuses;
  if (only === undefined) return 'Any status';
  return statuses.size === 1 ? describeStatus(only).label : `${statuses.size} statuses`;
}

function changed(statuses: ReadonlySet<string>, status: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(statuses);
  if (isIn) next.add(status);
  else next.delete(status);
  return next;
}
