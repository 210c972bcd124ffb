import { Player } from '../../../../renderer/playback/player.ts';
import type { PlayerViews } from '../../../../renderer/playback/player-options.ts';
import type { ViewTrack } from '../../../../renderer/playback/view-track.ts';
import { FakeLoader, FakePanel, type FakeFrame } from './fake-frames.ts';
import { ManualTicker } from './manual-ticker.ts';

export const track = (key: string, frameCount: number, timestampsMs: readonly number[] | null = null): ViewTrack => ({
  key,
  frameCount,
  timestampsMs,
});

export const resolved = (...tracks: ViewTrack[]): PlayerViews => ({ tracks, isResolving: false, claimedStepCount: null });

/** A player over fakes, with a panel for each of `viewKeys` and one log of all that was drawn. */
export function setUp(options: { viewKeys?: string[]; budgetBytes?: number; initialStep?: number; maxConcurrentLoads?: number } = {}) {
  const ticker = new ManualTicker();
  const loader = new FakeLoader();
  const log: string[] = [];
  const player = new Player<FakeFrame>({
    ticker,
    load: loader.load,
    budgetBytes: options.budgetBytes ?? 1_000_000,
    maxConcurrentLoads: options.maxConcurrentLoads ?? 4,
    baseRateHz: 10,
    initialStep: options.initialStep ?? 0,
  });
  const panels = new Map<string, FakePanel>();
  for (const viewKey of options.viewKeys ?? ['a', 'b']) {
    const panel = new FakePanel(viewKey, log);
    panels.set(viewKey, panel);
    player.attach(viewKey, panel);
  }
  /** What was drawn since the last call. */
  const drawn = () => log.splice(0);
  return { player, ticker, loader, panels, drawn };
}
