import { expect, test } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { Frame } from '../../../../preload/contract/model.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createKeptMedia } from '../../../../renderer/stores/kept-media.ts';
import type { RecordingState } from '../../../../renderer/stores/recording-store.ts';

const frame = (id: string): Frame => ({ media: { state: 'available', id }, timestampMs: null, uid: null, calibration: null, worldFromDevice: null, cuboids: null });
const sequence = { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: null, viewKeys: [] };
const settle = () => new Promise((settled) => setImmediate(settled));

/** A recording that can be set, and a bridge that counts questions and answers each with the first two frames. */
function setUp() {
  const questions: unknown[] = [];
  const bridge: Bridge = {
    invoke: (_name, input) => {
      questions.push(input);
      return Promise.resolve({ ok: true, value: { ranges: [[0, 2]] } });
    },
    subscribe: () => () => undefined,
  };
  const recording = createStore<RecordingState>(() => ({ recording: { state: 'idle' }, views: [], open: async () => undefined, refreshViews: async () => undefined, close: async () => undefined }));
  const kept = createKeptMedia(createClient(bridge), recording);
  const show = (recordingId: string, ids: readonly string[]) =>
    recording.setState({
      recording: { state: 'ready', value: { recordingId, sequence, viewKeys: ['front'], ...justNow } },
      views: [{ state: 'resolved', key: 'front', kind: 'image', frames: ids.map(frame), evidence: [] }],
    });
  return { kept, show, recording, questions };
}

test('each view is asked for once, when its frames are known, and its kept frames count', async () => {
  const { kept, show, questions } = setUp();
  let told = 0;
  kept.subscribe(() => (told += 1));
  show('r1', ['a', 'b', 'c']);
  show('r1', ['a', 'b', 'c']);
  await settle();
  expect(questions).toEqual([{ recordingId: 'r1', viewKey: 'front' }]);
  expect(['a', 'b', 'c'].map((id) => kept.has(id))).toEqual([true, true, false]);
  expect(told).toBe(1);
});

test('what was read counts as kept from then on', () => {
  const { kept, show } = setUp();
  show('r1', ['a', 'b', 'c']);
  kept.add('c');
  expect(kept.has('c')).toBe(true);
});

test('a video that was not on disk is asked for again when it may have come there, others are not', async () => {
  const { kept, recording, questions } = setUp();
  const view = (key: string, kind: 'image' | 'video', ids: readonly string[]) => ({ state: 'resolved' as const, key, kind, frames: ids.map(frame), evidence: [] });
  // The bridge's answer covers the first two frames of each.
  recording.setState({
    recording: { state: 'ready', value: { recordingId: 'r1', sequence, viewKeys: ['front', 'clip', 'late'], ...justNow } },
    views: [view('front', 'image', ['a', 'b', 'c']), view('clip', 'video', ['v'])],
  });
  await settle();
  kept.askForVideos();
  expect(questions).toHaveLength(2);
  recording.setState({ views: [view('front', 'image', ['a', 'b', 'c']), view('late', 'video', ['w'])] });
  kept.askForVideos();
  expect(questions.slice(2)).toEqual([{ recordingId: 'r1', viewKey: 'late' }, { recordingId: 'r1', viewKey: 'late' }]);
  await settle();
  expect(kept.has('w')).toBe(true);
});

test('another recording begins anew, and a late answer for the one before is dropped', async () => {
  const { kept, show } = setUp();
  show('r1', ['a', 'b', 'c']);
  show('r2', ['x', 'y', 'z']);
  await settle();
  expect(['a', 'b', 'x', 'y', 'z'].map((id) => kept.has(id))).toEqual([false, false, true, true, false]);
});
