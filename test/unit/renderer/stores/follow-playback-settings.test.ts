import { afterEach, describe, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createClient } from '../../../../renderer/bridge/client.ts';
import type { ViewFrame } from '../../../../renderer/decode/decoded-frame.ts';
import { videoMemoryBytes } from '../../../../renderer/decode/video/video-memory.ts';
import { Player } from '../../../../renderer/playback/player.ts';
import { automaticBudgetBytes, followPlaybackSettings } from '../../../../renderer/stores/follow-playback-settings.ts';
import type { OpenedView, RecordingState } from '../../../../renderer/stores/recording-store.ts';
import { createSettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';
import { ManualTicker } from '../playback/manual-ticker.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const megabytes = (count: number) => count * 2 ** 20;
const sequence = { owner: 'acme', slug: 'drive', sequenceUid: 'q' };

test.each([
  [1, 0.25],
  [4, 1],
  [8, 2],
  [32, 2],
  [undefined, 1],
])('of %s GB in the machine, %s GB are for decoded frames', (memoryGb, budgetGb) => {
  expect(automaticBudgetBytes(memoryGb)).toBe(budgetGb * 2 ** 30);
});

/** A player that follows the settings of a first start, in a machine of this much memory. */
function setUp(memoryGb = 8) {
  vi.stubGlobal('navigator', { deviceMemory: memoryGb });
  const settings = createSettingsStore(createClient(new FakeBridge()), defaultSettings);
  const recording = createStore<RecordingState>(() => ({ recording: { state: 'loading' }, views: [], open: () => Promise.resolve(), refreshViews: () => Promise.resolve(), close: () => Promise.resolve() }));
  const player = new Player<ViewFrame>({
    ticker: new ManualTicker(),
    load: () => ({ value: new Promise(() => undefined), cancel: () => undefined }),
    budgetBytes: 1,
    maxConcurrentLoads: 1,
    baseRateHz: 10,
    initialStep: 0,
  });
  const stop = followPlaybackSettings(player, { settings, sequence, recording, videoMemoryBytes: (count) => videoMemoryBytes(count, 2) });
  const setBudget = (budgetBytes: number | null) => void settings.getState().update({ playback: { ...settings.getState().settings.playback, budgetBytes } });
  const setVideos = (count: number) => recording.setState({ views: Array.from({ length: count }, (_, index) => video(String(index))) });
  return { settings, player, stop, setBudget, setVideos, stats: () => player.stats(0) };
}

const video = (key: string): OpenedView => ({ state: 'resolved', key, kind: 'video', frames: [], evidence: [], video: { frameCount: 1, timestampsMs: [0], width: 1, height: 1, codec: 'VP9' } });

describe('memory for decoded frames', () => {
  test('is, left to the app, a quarter of the machine’s, and at most 2 GB', () => {
    expect(setUp(4).stats().budgetBytes).toBe(megabytes(1_024));
    expect(setUp(32).stats().budgetBytes).toBe(megabytes(2_048));
  });

  test('follows the person’s choice, there and back', () => {
    const { setBudget, stats } = setUp(4);
    setBudget(megabytes(256));
    expect(stats().budgetBytes).toBe(megabytes(256));
    setBudget(null);
    expect(stats().budgetBytes).toBe(megabytes(1_024));
  });

  test('counts what the decoders of videos hold: a shelf for each worker that has one, and encoded bytes for each video', () => {
    const { setVideos, stats } = setUp(4);
    setVideos(1);
    expect(stats()).toMatchObject({ budgetBytes: megabytes(1_024 - 40), reservedBytes: megabytes(40) });
    setVideos(5);
    expect(stats()).toMatchObject({ budgetBytes: megabytes(1_024 - 104), reservedBytes: megabytes(104) });
    setVideos(0);
    expect(stats()).toMatchObject({ budgetBytes: megabytes(1_024), reservedBytes: 0 });
  });

  test('is never less than half of the choice', () => {
    const { setBudget, setVideos, stats } = setUp();
    setVideos(5);
    setBudget(megabytes(128));
    expect(stats().budgetBytes).toBe(megabytes(64));
  });
});

describe('how views are put in step', () => {
  const latest = { kind: 'latest' } as const;
  const strict = { kind: 'strict' } as const;
  const usual = { kind: 'nearest', toleranceMs: null } as const;

  test('follows the sequence’s own choice, else its dataset’s, and no other sequence’s', () => {
    const { settings, player } = setUp();
    expect(player.state.sync).toEqual(usual);
    void settings.getState().updateSync({ ...sequence, sequenceUid: 'other' }, latest);
    expect(player.state.sync).toEqual(usual);
    void settings.getState().updateDataset(sequence, { sync: strict });
    expect(player.state.sync).toEqual(strict);
    void settings.getState().updateSync(sequence, latest);
    expect(player.state.sync).toEqual(latest);
    void settings.getState().updateDataset(sequence, { sync: usual });
    expect(player.state.sync).toEqual(latest);
  });

  test('made the dataset’s default, holds for every sequence without a choice, and goes on with it', () => {
    const { settings, player } = setUp();
    void settings.getState().updateSync(sequence, latest);
    void settings.getState().makeSyncUsual(sequence, latest);
    expect(settings.getState().settings).toMatchObject({ datasets: { 'acme/drive': { sync: latest } }, syncModes: {} });
    expect(player.state.sync).toEqual(latest);
    void settings.getState().updateDataset(sequence, { sync: strict });
    expect(player.state.sync).toEqual(strict);
  });

  test('is not followed any more once that is stopped', () => {
    const { settings, player, stop } = setUp();
    stop();
    void settings.getState().updateSync(sequence, latest);
    expect(player.state.sync).toEqual(usual);
  });
});

test('of many sequences the sync modes that were changed longest ago are forgotten', () => {
  const { settings } = setUp();
  for (let index = 0; index < 510; index += 1) void settings.getState().updateSync({ ...sequence, sequenceUid: `s${index}` }, { kind: 'latest' });
  const { syncModes } = settings.getState().settings;
  expect(Object.keys(syncModes)).toHaveLength(500);
  expect([syncModes['acme/drive/s9'], syncModes['acme/drive/s509']]).toEqual([undefined, { kind: 'latest' }]);
});
