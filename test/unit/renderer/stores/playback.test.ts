import { expect, test } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import { createStore } from 'zustand/vanilla';
import type { Frame } from '../../../../preload/contract/model.ts';
import type { ViewFrame } from '../../../../renderer/decode/decoded-frame.ts';
import type { FramePanel, ViewPresentation } from '../../../../renderer/playback/frame.ts';
import { startPlayback } from '../../../../renderer/stores/playback.ts';
import type { OpenedView, RecordingState, ResolvedView } from '../../../../renderer/stores/recording-store.ts';
import { ManualTicker } from '../playback/manual-ticker.ts';

const frame = (media: Frame['media'], timestampMs: number | null = null): Frame => ({ media, timestampMs, uid: null, calibration: null, worldFromDevice: null, cuboids: null });
const available = (id: string, timestampMs: number | null = null) => frame({ state: 'available', id }, timestampMs);
const resolved = (key: string, frames: Frame[], kind: 'image' | 'video' = 'image'): ResolvedView => ({ state: 'resolved', key, kind, frames, evidence: [] });

function setUp(views: OpenedView[], frameCount: number | null = null) {
  const sequence = { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount, viewKeys: [] };
  const recording = createStore<RecordingState>(() => ({
    recording: { state: 'ready', value: { recordingId: 'r', viewKeys: [], unkeptViewKeys: [], startFrame: 0, sequence, ...justNow } },
    views,
    open: () => Promise.resolve(), refreshViews: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }));
  const ticker = new ManualTicker();
  const asked: string[] = [];
  const playback = startPlayback({
    recording,
    ticker,
    loadMedia: ({ mediaId, kind, video }) => {
      asked.push(`${mediaId} ${kind}${video === undefined ? '' : ` ${video.frameIndex}`}`);
      return { value: Promise.resolve({ state: 'failed', reason: 'nothing to decode here' }), cancel: () => undefined };
    },
    baseRateHz: 10,
    initialStep: 0,
  });
  const shown = new Map<string, ViewPresentation<ViewFrame>>();
  const panelOf = (key: string): FramePanel<ViewFrame> => ({ present: (presentation) => shown.set(key, presentation), setLoading: () => undefined });
  for (const { key } of views) playback.player.attach(key, panelOf(key));
  const settle = async () => {
    await new Promise((settled) => setImmediate(settled));
    ticker.advance(16);
  };
  return { recording, playback, asked, shown, settle };
}

test('frames are read from their media, with the kind of their view as a hint', async () => {
  const { asked, settle } = setUp([resolved('a', [available('m0')])]);
  await settle();
  expect(asked).toEqual(['m0 image']);
});

test('media that no request can get are missing with their reason, and nothing is asked for', async () => {
  const { asked, shown, settle } = setUp([resolved('a', [frame({ state: 'unfetchable', reason: 's3 addresses cannot be fetched.' })])]);
  await settle();
  expect(asked).toEqual([]);
  expect(shown.get('a')?.outcome).toEqual({ state: 'missing', reason: 's3 addresses cannot be fetched.' });
});

test('empty views and views that were not found take no part', async () => {
  const { playback, asked, settle } = setUp([resolved('empty', []), { state: 'failed', key: 'gone', reason: 'no', evidence: [] }]);
  await settle();
  expect(asked).toEqual([]);
  expect(playback.player.state.stepCount).toBe(0);
});

test('a video has as many frames as its file, all of one media', async () => {
  const video = { frameCount: 3, timestampsMs: [0, 40, 80], width: 320, height: 180, codec: 'VP9' };
  const { playback, asked, settle } = setUp([{ ...resolved('film', [available('m0')], 'video'), video }]);
  await settle();
  expect(playback.player.state.stepCount).toBe(3);
  expect(playback.player.state.measuredRateHz).toBe(25);
  playback.player.dispatch({ type: 'seek', step: 2 });
  await settle();
  expect(asked).toContain('m0 video 0');
  expect(asked).toContain('m0 video 2');
});

test('a view that is found later joins, and the length is certain once all are', async () => {
  const first = resolved('a', [available('m0'), available('m1')]);
  const { recording, playback } = setUp([first, { state: 'resolving', key: 'b' }], 9);
  expect(playback.player.state.stepCount).toBe(9);
  recording.setState({ views: [first, resolved('b', [available('n0'), available('n1'), available('n2')])] });
  expect(playback.player.state.stepCount).toBe(3);
});

test('timestamps set the rate', () => {
  const { playback } = setUp([resolved('a', [available('m0', 1_000), available('m1', 1_050), available('m2', 1_100)])]);
  expect(playback.player.state.measuredRateHz).toBe(20);
});

test('once disposed, it follows the recording no more', () => {
  const { recording, playback } = setUp([resolved('a', [available('m0')])]);
  playback.dispose();
  recording.setState({ views: [resolved('a', [available('m0'), available('m1')])] });
  expect(playback.player.state.stepCount).toBe(1);
});
