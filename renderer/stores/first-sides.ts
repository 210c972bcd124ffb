import type { CompareSide } from '../viewing/comparison.ts';

/**
 * What a comparison begins with: the view that the person worked in and the one after it; of a single view, the frame
 * that is shown and the playhead's. Null without a view.
 */
export function firstSides(
  viewKeys: readonly string[],
  activeView: string | null,
  shownFrame: (viewKey: string) => number | null,
): readonly [CompareSide, CompareSide] | null {
  const active = activeView === null ? -1 : viewKeys.indexOf(activeView);
  const first = viewKeys[Math.max(active, 0)];
  const second = viewKeys[(Math.max(active, 0) + 1) % viewKeys.length];
  if (first === undefined || second === undefined) return null;
  return [
    { viewKey: first, frozenFrame: first === second ? shownFrame(first) : null },
    { viewKey: second, frozenFrame: null },
  ];
}
