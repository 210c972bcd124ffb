import type { PlaybackSettings } from '../../../preload/contract/model.ts';
import type { SyncMode } from '../../playback/sync-mode.ts';
import { automaticBudgetBytes, deviceMemoryGb } from '../../stores/follow-playback-settings.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Select } from '../components/select.tsx';
import { formatBytes } from './format-bytes.ts';
import { NumberSetting } from './number-setting.tsx';
import styles from './playback-dialog.module.css';

const [mebibyte, gibibyte] = [2 ** 20, 2 ** 30];
const budgets = [256 * mebibyte, 512 * mebibyte, gibibyte, 2 * gibibyte, 4 * gibibyte, 8 * gibibyte];
const automatic = 'automatic';

export interface PlaybackDialogProps {
  isOpen: boolean;
  onClose: () => void;
  playback: PlaybackSettings;
  sync: SyncMode;
  onChange: (change: Partial<PlaybackSettings>) => void;
  onSyncChange: (sync: SyncMode) => void;
}

/** What of playback is set seldom. Each setting holds at once. */
export function PlaybackDialog({ isOpen, onClose, playback, sync, onChange, onSyncChange }: PlaybackDialogProps) {
  const { budgetBytes, longSteps } = playback;
  const listed = budgetBytes === null || budgets.includes(budgetBytes) ? budgets : [...budgets, budgetBytes].sort((a, b) => a - b);
  const options = [
    { value: automatic, label: `Automatic (${formatBytes(automaticBudgetBytes(deviceMemoryGb()))})` },
    ...listed.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes) })),
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Playback settings" actions={<Button onClick={onClose}>Close</Button>}>
      <div className={styles['row']}>
        <span>Memory for decoded frames</span>
        <Select
          label="Memory for decoded frames"
          value={budgetBytes === null ? automatic : String(budgetBytes)}
          options={options}
          onChange={(value) => onChange({ budgetBytes: value === automatic ? null : Number(value) })}
        />
      </div>
      <p className={styles['note']}>Automatic is a quarter of this computer’s memory, at most 2 GB. Frames on screen are kept whatever the limit.</p>
      <NumberSetting
        label="Set step (Alt and arrows)"
        unit="frames"
        value={longSteps}
        min={2}
        max={10_000}
        onChange={(value) => {
          if (value !== null) onChange({ longSteps: Math.round(value) });
        }}
      />
      <NumberSetting
        key={sync.kind}
        label="Views in step: how far a frame may be off"
        unit="ms"
        value={sync.kind === 'nearest' ? sync.toleranceMs : null}
        min={0}
        max={3_600_000}
        allowsNone
        placeholder="auto"
        onChange={(toleranceMs) => onSyncChange({ kind: 'nearest', toleranceMs })}
      />
      <p className={styles['note']}>
        Automatic is three quarters of the time between a view’s own frames. Kept for this sequence; pacing and loop, in the bar, for all.
      </p>
    </Dialog>
  );
}
