import { firstSides } from './first-sides.ts';
import { pictureViewKeys } from './picture-views.ts';
import type { PlayerStore } from './player-store.ts';
import type { RecordingStore } from './recording-store.ts';
import type { ViewingStore } from './viewing-store.ts';

/** Begins a comparison of the picture that the person works in with the next, or ends the one that is on. */
export function toggleComparison({ viewing, recording, player }: { viewing: ViewingStore; recording: RecordingStore; player: PlayerStore }): void {
  const { comparison, activeView, startComparison, endComparison } = viewing.getState();
  const { playback } = player.getState();
  if (comparison !== null) {
    endComparison();
    return;
  }
  if (playback === null) return;
  const shownFrame = (viewKey: string) => playback.player.frameIndexAt(viewKey, playback.player.state.step);
  const sides = firstSides(pictureViewKeys(recording.getState().views), activeView, shownFrame);
  if (sides !== null) startComparison(...sides);
}
