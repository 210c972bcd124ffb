import { Link2 } from 'lucide-react';
import type { SyncMode } from '../../playback/sync-mode.ts';
import { Button } from '../components/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuNote, MenuSeparator } from '../components/menu.tsx';
import { describeSync, syncOfValue, syncOptions, syncValue } from './sync-options.ts';

export interface SyncMenuProps {
  sync: SyncMode;
  /** What the sequences of the dataset follow that have no choice of their own. */
  usualSync: SyncMode;
  onChange: (sync: SyncMode) => void;
  /** The dataset is to follow the present choice. */
  onMakeUsual: () => void;
}

/** Which frame each view shows beside the others; kept for the sequence. */
export function SyncMenu({ sync, usualSync, onChange, onMakeUsual }: SyncMenuProps) {
  return (
    <Menu
      align="end"
      leavesKeysToScreen
      trigger={
        <Button variant="quiet" icon={<Link2 size={14} aria-hidden="true" />}>
          {describeSync(sync)}
        </Button>
      }
    >
      <MenuChoice label="Views in step by" value={syncValue(sync)} options={syncOptions(sync)} onChange={(value) => onChange(syncOfValue(value))} />
      <MenuSeparator />
      <MenuItem disabled={syncValue(sync) === syncValue(usualSync)} onSelect={onMakeUsual}>
        Make it the dataset’s default
      </MenuItem>
      <MenuNote>By timestamps where frames have them, else by number. Kept for this sequence; the dataset’s default is {describeSync(usualSync).toLowerCase()}.</MenuNote>
    </Menu>
  );
}
