import type { ComparePanel } from '../../panels/compare/compare-panel.ts';
import type { ViewFrame } from '../../decode/decoded-frame.ts';
import type { Player } from '../../playback/player.ts';
import type { CompareSide } from '../../viewing/comparison.ts';

/**
 * Gives one side of a comparison its pictures: the view's as the player shows them, or the one frame at which the side
 * stands still, which the player keeps for as long, and which comes after all when it failed and is tried again. Returns
 * what takes them away.
 */
export function connectSide(player: Player<ViewFrame>, { viewKey, frozenFrame }: CompareSide, panel: ComparePanel['a']): () => void {
  if (frozenFrame === null) {
    const detach = player.attach(viewKey, panel);
    return () => {
      detach();
      panel.clear();
    };
  }
  let isConnected = true;
  let held = player.hold(viewKey, frozenFrame);
  const show = async () => {
    const outcome = await held.ready;
    if (!isConnected) return;
    panel.setLoading(false);
    panel.present({ frameIndex: frozenFrame, skewMs: null, outcome });
  };
  const stopWatching = player.onCacheChange(() => {
    // Whoever held a frame that failed hears no more of it: hold it anew once the failure has been forgotten.
    if (panel.presentation?.outcome.state !== 'failed' || player.frameState(viewKey, frozenFrame) === 'failed') return;
    const failed = held;
    panel.clear();
    held = player.hold(viewKey, frozenFrame);
    failed.release();
    void show();
  });
  void show();
  return () => {
    isConnected = false;
    stopWatching();
    panel.clear();
    held.release();
  };
}
