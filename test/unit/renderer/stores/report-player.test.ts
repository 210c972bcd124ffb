import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createClient } from '../../../../renderer/bridge/client.ts';
import type { PlayerStoreState } from '../../../../renderer/stores/player-store.ts';
import { reportPlayer } from '../../../../renderer/stores/report-player.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { resolved, setUp, track } from '../playback/player-setup.ts';

test('the shell is told at once that the page is there, and when a recording opens, plays, rests and closes, and of nothing in between', async () => {
  const bridge = new FakeBridge();
  const nothing = () => undefined;
  const store = createStore<PlayerStoreState>(() => ({ playback: null, open: nothing, reopen: nothing, changeDatasetSettings: () => Promise.resolve(), close: nothing }));
  reportPlayer(createClient(bridge), store);
  const { player, ticker, loader } = setUp({ viewKeys: ['a'] });
  player.setViews(resolved(track('a', 20)));
  ticker.advance(16);
  await loader.arriveAll();
  const playback = { player, dispose: nothing } as unknown as NonNullable<PlayerStoreState['playback']>;
  store.setState({ playback });
  player.dispatch({ type: 'play' });
  for (let frame = 0; frame < 10; frame++) {
    ticker.advance(100);
    await loader.arriveAll();
  }
  player.dispatch({ type: 'pause' });
  store.setState({ playback: null });
  player.dispatch({ type: 'play' });
  expect(bridge.calls.map(({ name, input }) => [name, input])).toEqual([
    ['player.report', { isOpen: false, isPlaying: false }],
    ['player.report', { isOpen: true, isPlaying: false }],
    ['player.report', { isOpen: true, isPlaying: true }],
    ['player.report', { isOpen: true, isPlaying: false }],
    ['player.report', { isOpen: false, isPlaying: false }],
  ]);
});
