import { Link2 } from 'lucide-react';
import type { SyncMode } from '../../playback/sync-mode.ts';
import { Button } from '../components/button.tsx';
import { Menu, MenuChoice, MenuNote } from '../components/menu.tsx';
import { describeSync, syncOfValue, syncOptions, syncValue } from './sync-options.ts';

export interface SyncMenuProps {
  sync: SyncMode;
  onChange: (sync: SyncMode) => void;
}

/** Which frame each view shows beside the others; kept for the dataset. */
export function SyncMenu({ sync, onChange }: SyncMenuProps) {
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
      <MenuNote>By timestamps where frames have them, else by number. Kept for this dataset.</MenuNote>
    </Menu>
  );
}
