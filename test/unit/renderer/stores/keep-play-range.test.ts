import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import type { ViewFrame } from '../../../../renderer/decode/decoded-frame.ts';
import { Player } from '../../../../renderer/playback/player.ts';
import { keepPlayRange } from '../../../../renderer/stores/keep-play-range.ts';
import { createSettingsStore, type SettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { ManualTicker } from '../playback/manual-ticker.ts';

const initial = { ...defaultSettings, playRanges: { 'acme/drive/other': { inStep: 1, outStep: 2 } } };
const sequence = { owner: 'acme', slug: 'drive', sequenceUid: 'q' };
let bridge: FakeBridge;
let settings: SettingsStore;
const kept = () => settings.getState().settings.playRanges['acme/drive/q'];

beforeEach(() => {
  bridge = new FakeBridge();
  settings = createSettingsStore(createClient(bridge), initial);
});

function playerOf(stepCount: number, isResolving = false): Player<ViewFrame> {
  const player = new Player<ViewFrame>({
    ticker: new ManualTicker(),
    load: () => ({ value: new Promise(() => undefined), cancel: () => undefined }),
    budgetBytes: 1,
    maxConcurrentLoads: 1,
    baseRateHz: 10,
    initialStep: 0,
  });
  resize(player, stepCount, isResolving);
  return player;
}

function resize(player: Player<ViewFrame>, frameCount: number, isResolving = false): void {
  player.setViews({ tracks: [{ key: 'front', frameCount, timestampsMs: null }], isResolving, claimedStepCount: null });
}

/** The service of the privileged process: keeps what it is told. */
async function answerUpdates(): Promise<void> {
  let answered = 0;
  while (answered < bridge.countOf('settings.update')) {
    answered = bridge.countOf('settings.update');
    await bridge.newest('settings.update').answer(settings.getState().settings);
  }
}

test('points come back when their sequence is opened again, and another sequence keeps its own', async () => {
  const first = playerOf(20);
  keepPlayRange(first, settings, sequence);
  first.dispatch({ type: 'set-in', step: 4 });
  first.dispatch({ type: 'set-out', step: 15 });
  await answerUpdates();
  const again = playerOf(20);
  keepPlayRange(again, settings, sequence);
  expect(again.state).toMatchObject({ inStep: 4, outStep: 15 });
  const other = playerOf(20);
  keepPlayRange(other, settings, { ...sequence, sequenceUid: 'other' });
  expect(other.state).toMatchObject({ inStep: 1, outStep: 2 });
});

test('points wait until the views that reach them are found, and views that do not reach them leave them kept', () => {
  void settings.getState().updatePlayRange('acme/drive/q', { inStep: 4, outStep: 15 });
  const player = playerOf(3, true);
  keepPlayRange(player, settings, sequence);
  expect(player.state).toMatchObject({ inStep: null, outStep: null });
  resize(player, 20, true);
  expect(player.state).toMatchObject({ inStep: 4, outStep: 15 });
  resize(player, 10);
  expect(player.state).toMatchObject({ inStep: 4, outStep: 9 });
  expect(kept()).toEqual({ inStep: 4, outStep: 15 });
  player.dispatch({ type: 'set-out', step: 8 });
  expect(kept()).toEqual({ inStep: 4, outStep: 8 });
});

test('points that are cleared are forgotten', async () => {
  const player = playerOf(20);
  keepPlayRange(player, settings, sequence);
  player.dispatch({ type: 'set-in', step: 4 });
  player.dispatch({ type: 'set-in', step: null });
  await answerUpdates();
  expect(kept()).toBeUndefined();
  expect(settings.getState().settings.playRanges).toEqual(initial.playRanges);
});

test('while a point is dragged one change is written after the other, and the last one counts', async () => {
  const player = playerOf(100);
  keepPlayRange(player, settings, sequence);
  for (let step = 10; step <= 60; step++) player.dispatch({ type: 'set-in', step });
  expect(bridge.countOf('settings.update')).toBe(1);
  await answerUpdates();
  expect(bridge.countOf('settings.update')).toBe(2);
  expect(kept()).toEqual({ inStep: 60, outStep: null });
});

test('of many sequences the points that were changed longest ago are forgotten', () => {
  for (let index = 0; index < 510; index++) void settings.getState().updatePlayRange(`acme/drive/s${index}`, { inStep: index, outStep: null });
  const { playRanges } = settings.getState().settings;
  expect(Object.keys(playRanges)).toHaveLength(500);
  expect(playRanges['acme/drive/s9']).toBeUndefined();
  expect(playRanges['acme/drive/s509']).toEqual({ inStep: 509, outStep: null });
});
