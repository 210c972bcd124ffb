import type { CompareSide } from '../../viewing/comparison.ts';

/** A side in words: its view, and the frame (counted from 1) at which it stands still. */
export function sideName({ viewKey, frozenFrame }: CompareSide): string {
  return frozenFrame === null ? viewKey : `${viewKey} at frame ${frozenFrame + 1}`;
}
