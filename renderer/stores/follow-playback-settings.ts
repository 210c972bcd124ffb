import type { PlaybackSettings } from '../../preload/contract/model.ts';
import type { ViewFrame } from '../decode/decoded-frame.ts';
import type { Player } from '../playback/player.ts';
import type { SyncMode } from '../playback/sync-mode.ts';
import type { RecordingStore, SequenceName } from './recording-store.ts';
import { syncOf, type SettingsStore } from './settings-store.ts';

/** Memory for decoded frames at most, unless the person chooses more. */
const mostBytes = 2 * 2 ** 30;

/**
 * Memory for decoded frames when the person leaves it to the app: a quarter of the machine's, at most 2 GB.
 * `deviceMemoryGb` as `navigator.deviceMemory` rounds it; 4 where a browser does not tell.
 */
export function automaticBudgetBytes(deviceMemoryGb = 4): number {
  return Math.min((deviceMemoryGb * 2 ** 30) / 4, mostBytes);
}

/** The machine's memory in GB; browsers outside secure contexts and Firefox do not tell. */
export function deviceMemoryGb(): number | undefined {
  return 'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : undefined;
}

/** Memory for decoded frames as the settings have it, in bytes. */
export function frameBudgetOf({ budgetBytes }: Pick<PlaybackSettings, 'budgetBytes'>): number {
  return budgetBytes ?? automaticBudgetBytes(deviceMemoryGb());
}

/** What a player follows. */
export interface FollowedSettings {
  readonly settings: SettingsStore;
  readonly sequence: SequenceName;
  readonly recording: RecordingStore;
  /** Memory that so many videos take outside the player, in bytes: it comes out of the same budget. */
  readonly videoMemoryBytes: (videoCount: number) => number;
}

/**
 * Gives a player the settings that concern it, now and whenever one of them changes: controls change the settings, and the
 * player follows. Returns what stops it.
 */
export function followPlaybackSettings(player: Player<ViewFrame>, { settings, sequence, recording, videoMemoryBytes }: FollowedSettings): () => void {
  let told: Partial<PlaybackSettings> = {};
  let toldReservedBytes = 0;
  let toldSync: SyncMode | null = null;
  const tell = () => {
    const { settings: current } = settings.getState();
    const { budgetBytes, pacing, loop, isPingPong } = current.playback;
    const reservedBytes = videoMemoryBytes(recording.getState().views.filter((view) => view.state === 'resolved' && view.video !== undefined).length);
    if (budgetBytes !== told.budgetBytes || reservedBytes !== toldReservedBytes) {
      player.dispatch({ type: 'set-budget', budgetBytes: frameBudgetOf(current.playback), reservedBytes });
    }
    toldReservedBytes = reservedBytes;
    if (pacing !== told.pacing) player.dispatch({ type: 'set-pacing', pacing });
    if (loop !== told.loop) player.dispatch({ type: 'set-loop', loop });
    if (isPingPong !== told.isPingPong) player.dispatch({ type: 'set-ping-pong', isOn: isPingPong });
    told = current.playback;
    const sync = syncOf(current, sequence);
    if (toldSync === null || !isSameSync(sync, toldSync)) player.dispatch({ type: 'set-sync', sync });
    toldSync = sync;
  };
  tell();
  const stops = [settings.subscribe(tell), recording.subscribe(tell)];
  return () => {
    for (const stop of stops) stop();
  };
}

function isSameSync(a: SyncMode, b: SyncMode): boolean {
  return a.kind === b.kind && (a.kind !== 'nearest' || b.kind !== 'nearest' || a.toleranceMs === b.toleranceMs);
}
