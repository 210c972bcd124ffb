import { powerSaveBlocker } from 'electron';

/** Keeps the display on while something plays. Returns what is told when playing begins and ends. */
export function setupPowerSave(): (isPlaying: boolean) => void {
  let blocker: number | null = null;
  return (isPlaying) => {
    if (isPlaying && blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep');
    if (!isPlaying && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
