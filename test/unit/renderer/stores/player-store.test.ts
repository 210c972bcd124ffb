import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { justNow } from '../../../../preload/contract/connection.ts';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { Settings } from '../../../../preload/contract/model.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { DecodeClient } from '../../../../renderer/decode/decode-client.ts';
import { createDownloadsStore } from '../../../../renderer/stores/downloads-store.ts';
import { createKeptMedia } from '../../../../renderer/stores/kept-media.ts';
import { createPlayerStore } from '../../../../renderer/stores/player-store.ts';
import { createRecordingStore } from '../../../../renderer/stores/recording-store.ts';
import { createSettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { ManualTicker } from '../playback/manual-ticker.ts';

const settings: Settings = { ...defaultSettings, datasets: { 'o/s': { frameRateHz: 25 } } };

/** A view that cannot be resolved. */
const deadView = { state: 'failed', key: 'a', reason: 'No frames were found.', evidence: [] };

/**
 * Stores over a bridge that knows sequences of ten frames, but not the one named `gone` before it is `found`. Views are
 * never resolved, but for those of the first recording, which come out as `firstView` when it is given.
 */
function setUp(firstView: unknown = null) {
  let opened = 0;
  let isFound = false;
  const settingsUpdates: unknown[] = [];
  const bridge: Bridge = {
    invoke: (name, input) => {
      if (name === 'recording.open') {
        if (JSON.stringify(input).includes('gone') && !isFound) return Promise.resolve({ ok: false, error: { kind: 'not-found', message: 'Not there.' } });
        opened += 1;
        const sequence = { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: 10, viewKeys: ['a'] };
        return Promise.resolve({ ok: true, value: { recordingId: `r${opened}`, sequence, viewKeys: ['a'], unkeptViewKeys: [], startFrame: 3, ...justNow } });
      }
      if (name === 'settings.update') {
        settingsUpdates.push({ ...(input as object), openedBefore: opened });
        return Promise.resolve({ ok: true, value: { ...settings, ...(input as Partial<Settings>) } });
      }
      if (name === 'recording.view' && firstView !== null && JSON.stringify(input).includes('"r1"')) return Promise.resolve({ ok: true, value: firstView });
      if (name === 'recording.close') return Promise.resolve({ ok: true, value: null });
      return new Promise(() => undefined);
    },
    subscribe: () => () => undefined,
  };
  const client = createClient(bridge);
  let liveDecoders = 0;
  const recording = createRecordingStore(client);
  const settingsStore = createSettingsStore(client, settings);
  const store = createPlayerStore({
    recording,
    settings: settingsStore,
    keptMedia: createKeptMedia(client, recording, createDownloadsStore(client)),
    prewarm: () => () => undefined,
    ticker: new ManualTicker(),
    createDecoder: () => {
      liveDecoders += 1;
      return new DecodeClient(1, () => ({
        send: () => undefined,
        onAnswer: () => undefined,
        onFailure: () => undefined,
        terminate: () => {
          liveDecoders -= 1;
        },
      }));
    },
  });
  const playback = () => store.getState().playback;
  return { store, settingsStore, playback, recording, settingsUpdates, find: () => (isFound = true), openedCount: () => opened, decoderCount: () => liveDecoders };
}

const settle = () => new Promise((settled) => setImmediate(settled));
const moment = (sequenceUid: string, frameIndex: number | null) => ({ owner: 'o', slug: 's', sequenceUid, frameIndex });

test('opening a moment makes a player at its frame, at the rate that was chosen for the dataset', async () => {
  const { store, playback } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  expect(playback()?.player.state).toMatchObject({ step: 7, baseRateHz: 25, stepCount: 10 });
});

test('a moment without a frame is where the recording begins, which need not be the first frame', async () => {
  const { store, playback } = setUp();
  store.getState().open(moment('q', null));
  await settle();
  expect(playback()?.player.state.step).toBe(3);
  store.getState().open(moment('q', 0));
  expect(playback()?.player.state.step).toBe(0);
  store.getState().open(moment('q', null));
  expect(playback()?.player.state.step).toBe(3);
});

test('another moment of the same sequence goes to its frame without opening it again', async () => {
  const { store, playback, openedCount } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  const before = playback();
  store.getState().open(moment('q', 2));
  expect(playback()).toBe(before);
  expect(playback()?.player.state.step).toBe(2);
  expect(openedCount()).toBe(1);
});

test('a moment named again while its sequence is being opened counts with its newest frame', async () => {
  const { store, playback, openedCount } = setUp();
  store.getState().open(moment('q', 7));
  store.getState().open(moment('q', 4));
  await settle();
  expect(playback()?.player.state.step).toBe(4);
  expect(openedCount()).toBe(1);
});

test('another sequence ends the player of the one before', async () => {
  const { store, playback } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  const before = playback();
  store.getState().open(moment('other', 0));
  await settle();
  expect(playback()).not.toBe(before);
  expect(playback()?.player.state.step).toBe(0);
});

test('a sequence that could not be opened is tried again', async () => {
  const { store, playback, recording, find } = setUp();
  store.getState().open(moment('gone', 3));
  await settle();
  expect(recording.getState().recording.state).toBe('failed');
  find();
  store.getState().open(moment('gone', 3));
  await settle();
  expect(playback()?.player.state.step).toBe(3);
});

test('closing leaves neither a player nor decoders', async () => {
  const { store, playback, recording, decoderCount } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  expect(decoderCount()).toBe(1);
  store.getState().close();
  expect(playback()).toBeNull();
  expect(recording.getState().recording.state).toBe('idle');
  expect(decoderCount()).toBe(0);
});

test('the player follows the settings: pacing, loop and memory for all, how views are put in step for the dataset', async () => {
  const { store, settingsStore, playback } = setUp();
  store.getState().open(moment('q', 0));
  await settle();
  expect(playback()?.player.state).toMatchObject({ pacing: 'every-frame', loop: 'off', isPingPong: false, sync: { kind: 'nearest', toleranceMs: null } });
  void settingsStore.getState().update({ playback: { ...settings.playback, pacing: 'real-time', loop: 'in-out', isPingPong: true, budgetBytes: 2 ** 28 } });
  void settingsStore.getState().updateDataset({ owner: 'o', slug: 's' }, { sync: { kind: 'strict' } });
  void settingsStore.getState().updateDataset({ owner: 'o', slug: 'another' }, { sync: { kind: 'latest' } });
  expect(playback()?.player.state).toMatchObject({ pacing: 'real-time', loop: 'in-out', isPingPong: true, sync: { kind: 'strict' } });
  expect(playback()?.player.stats(0).budgetBytes).toBe(2 ** 28);
});

test('a change of the dataset’s settings is kept first, and then the sequence is opened afresh where the playhead stands', async () => {
  const { store, playback, openedCount, settingsUpdates } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  const before = playback();
  before?.player.dispatch({ type: 'seek', step: 3 });
  const change = store.getState().changeDatasetSettings({ frameRateHz: undefined, loadPattern: '{load}{index}.png' });
  await change;
  await settle();
  expect(settingsUpdates).toEqual([{ datasets: { 'o/s': { loadPattern: '{load}{index}.png' } }, openedBefore: 1 }]);
  expect(openedCount()).toBe(2);
  expect(playback()).not.toBe(before);
  expect(playback()?.player.state).toMatchObject({ step: 3, baseRateHz: 10 });
});

test('a sequence none of whose views could be resolved is opened afresh at the frame that was asked for', async () => {
  const { store, playback, openedCount } = setUp(deadView);
  store.getState().open(moment('q', 7));
  await settle();
  expect(playback()?.player.state).toMatchObject({ step: 0, stepCount: 0 });
  await store.getState().changeDatasetSettings({ loadPattern: '{load}{index}.png' });
  await settle();
  expect(openedCount()).toBe(2);
  expect(playback()?.player.state.step).toBe(7);
});

test('a change of settings opens nothing when the player was closed or went to another sequence meanwhile', async () => {
  const { store, openedCount } = setUp();
  store.getState().open(moment('q', 7));
  await settle();
  const first = store.getState().changeDatasetSettings({ binColumns: 5 });
  store.getState().open(moment('other', 0));
  await first;
  await settle();
  expect(openedCount()).toBe(2);
  const second = store.getState().changeDatasetSettings({ binColumns: 6 });
  store.getState().close();
  await second;
  await settle();
  expect(openedCount()).toBe(2);
});
