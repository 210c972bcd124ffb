import { afterEach, expect, test, vi } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { Frame } from '../../../../preload/contract/model.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createDownloadsStore } from '../../../../renderer/stores/downloads-store.ts';
import { createKeptMedia } from '../../../../renderer/stores/kept-media.ts';
import type { RecordingState } from '../../../../renderer/stores/recording-store.ts';
import { makeDownload } from '../../../support/downloads.ts';

const frame = (id: string): Frame => ({ media: { state: 'available', id }, timestampMs: null, uid: null, calibration: null, worldFromDevice: null, cuboids: null });
const sequence = { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: null, viewKeys: [] };
const settle = () => new Promise((settled) => setImmediate(settled));

afterEach(() => {
  vi.useRealTimers();
});

/** A recording that can be set, and a bridge that counts questions and answers each with the first two frames. */
function setUp() {
  const questions: unknown[] = [];
  let ranges = [[0, 2]];
  let emit: (event: unknown) => void = () => undefined;
  const bridge: Bridge = {
    invoke: (_name, input) => {
      questions.push(input);
      return Promise.resolve({ ok: true, value: { ranges } });
    },
    subscribe: (listener) => {
      emit = listener;
      return () => undefined;
    },
  };
  const client = createClient(bridge);
  const recording = createStore<RecordingState>(() => ({ recording: { state: 'idle' }, views: [], open: async () => undefined, refreshViews: async () => undefined, close: async () => undefined }));
  const kept = createKeptMedia(client, recording, createDownloadsStore(client));
  const show = (recordingId: string, ids: readonly string[]) =>
    recording.setState({
      recording: { state: 'ready', value: { recordingId, sequence, viewKeys: ['front'], unkeptViewKeys: [], startFrame: 0, ...justNow } },
      views: [{ state: 'resolved', key: 'front', kind: 'image', frames: ids.map(frame), evidence: [] }],
    });
  /** The download of the open sequence has so many files by now. */
  const download = (done: number) => emit({ type: 'download.changed', changed: [makeDownload('d', { sequenceUid: sequence.uid, files: { done, total: 3 } })], removedIds: [], order: null });
  const remove = () => emit({ type: 'download.changed', changed: [], removedIds: ['d'], order: null });
  return { kept, show, recording, questions, download, remove, answerWith: (next: number[][]) => (ranges = next) };
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
    recording: { state: 'ready', value: { recordingId: 'r1', sequence, viewKeys: ['front', 'clip', 'late'], unkeptViewKeys: [], startFrame: 0, ...justNow } },
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

test('while the open sequence is downloaded, what comes to disk counts, asked for once a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { kept, show, questions, download, answerWith } = setUp();
  show('r1', ['a', 'b', 'c']);
  await settle();
  answerWith([[0, 3]]);
  download(2);
  download(3);
  expect(questions).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(questions).toHaveLength(2);
  expect(kept.has('c')).toBe(true);
  // Nothing more is missing, so nothing more is asked.
  download(4);
  vi.advanceTimersByTime(1_000);
  expect(questions).toHaveLength(2);
});

test('what is removed from disk does not count any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { kept, show, download, remove, answerWith } = setUp();
  show('r1', ['a', 'b', 'c']);
  download(3);
  await settle();
  answerWith([[1, 2]]);
  remove();
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(['a', 'b', 'c'].map((id) => kept.has(id))).toEqual([false, true, false]);
});
