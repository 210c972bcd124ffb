import { expect, test } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../../preload/contract/commands.ts';
import type { Result } from '../../../../preload/contract/errors.ts';
import type { View } from '../../../../preload/contract/model.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createRecordingStore, type OpenVideo } from '../../../../renderer/stores/recording-store.ts';

interface Call {
  name: string;
  input: unknown;
  answer: (result: unknown) => Promise<void>;
}

/** A store over the real client and a bridge whose answers are the test's. */
function setUp() {
  const calls: Call[] = [];
  const client = createClient({
    invoke: (name, input) => {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      const answer = async (result: unknown) => {
        resolve(result);
        await new Promise((settled) => setImmediate(settled));
      };
      calls.push({ name, input, answer });
      return promise;
    },
    subscribe: () => () => undefined,
  });
  const store = createRecordingStore(client);
  const call = <Name extends CommandName>(name: Name, matches: Partial<CommandInput<Name>>) => {
    const found = calls.find((made) => made.name === name && Object.entries(matches).every(([key, value]) => Object.entries(made.input ?? {}).some(([k, v]) => k === key && v === value)));
    if (found === undefined) throw new Error(`${name} was not called; calls: ${calls.map((made) => made.name).join(', ')}`);
    return { answer: (result: Result<CommandOutput<Name>>) => found.answer(result) };
  };
  return { store, calls, call };
}

const name = { owner: 'o', slug: 's', sequenceUid: 'q' };
const recordingOf = (recordingId: string, viewKeys: string[]): CommandOutput<'recording.open'> => ({
  ...justNow,
  recordingId,
  startFrame: 0,
  viewKeys,
  unkeptViewKeys: [],
  sequence: { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: null, viewKeys },
});
const noVideo: OpenVideo = () => Promise.reject(new Error('No video was due'));
const view = (key: string): View => ({ state: 'resolved', key, kind: 'image', frames: [], evidence: [] });

test('all views are asked for at once, and each is shown as soon as it is found', async () => {
  const { store, call } = setUp();
  void store.getState().open(name, noVideo);
  expect(store.getState().recording.state).toBe('loading');
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a', 'b']) });
  expect(store.getState().views).toEqual([{ state: 'resolving', key: 'a' }, { state: 'resolving', key: 'b' }]);
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: view('b') });
  expect(store.getState().views.map(({ state }) => state)).toEqual(['resolving', 'resolved']);
});

test('a view whose command fails is a failed view, and the others stay', async () => {
  const { store, call } = setUp();
  void store.getState().open(name, noVideo);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a', 'b']) });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: false, error: { kind: 'timed-out', message: 'No answer in 30 s.' } });
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: view('b') });
  expect(store.getState().views).toEqual([{ state: 'failed', key: 'a', reason: 'No answer in 30 s.', evidence: [] }, view('b')]);
});

test('a sequence that cannot be opened is a failed recording', async () => {
  const { store, call } = setUp();
  void store.getState().open(name, noVideo);
  await call('recording.open', name).answer({ ok: false, error: { kind: 'not-found', message: 'Not there.' } });
  expect(store.getState().recording).toEqual({ state: 'failed', error: { kind: 'not-found', message: 'Not there.' } });
});

test('leaving releases the recording, and views found afterwards change nothing', async () => {
  const { store, calls, call } = setUp();
  void store.getState().open(name, noVideo);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a']) });
  void store.getState().close();
  expect(store.getState()).toMatchObject({ recording: { state: 'idle' }, views: [] });
  expect(calls.at(-1)).toMatchObject({ name: 'recording.close', input: { recordingId: 'r1' } });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: true, value: view('a') });
  expect(store.getState().views).toEqual([]);
});

test('a recording that opens after it was left is released and not shown', async () => {
  const { store, calls, call } = setUp();
  void store.getState().open(name, noVideo);
  void store.getState().close();
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a']) });
  expect(store.getState().recording.state).toBe('idle');
  expect(calls.at(-1)).toMatchObject({ name: 'recording.close', input: { recordingId: 'r1' } });
});

test('of two sequences opened in a row, the second one is shown, whichever answers first', async () => {
  const { store, call } = setUp();
  void store.getState().open(name, noVideo);
  void store.getState().open({ ...name, sequenceUid: 'other' }, noVideo);
  await call('recording.open', { sequenceUid: 'other' }).answer({ ok: true, value: recordingOf('r2', []) });
  await call('recording.open', { sequenceUid: 'q' }).answer({ ok: true, value: recordingOf('r1', ['a']) });
  const { recording } = store.getState();
  expect(recording.state === 'ready' && recording.value.recordingId).toBe('r2');
});

const media = { state: 'available', id: 'm0' } as const;
const filmOf = (count: number): View => {
  const frame = { media, timestampMs: null, uid: null, calibration: null, worldFromDevice: null, cuboids: null };
  return { state: 'resolved', key: 'film', kind: 'video', frames: Array.from({ length: count }, () => frame), evidence: [] };
};
const info = { frameCount: 3, timestampsMs: [0, 40, 80], width: 320, height: 180, codec: 'H.264' };

async function openFilm(found: View, openVideo: OpenVideo) {
  const { store, call } = setUp();
  void store.getState().open(name, openVideo);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['film']) });
  await call('recording.view', { viewKey: 'film' }).answer({ ok: true, value: found });
  return store;
}

test('a view of video is resolved once the frames in its file are known', async () => {
  const opened = Promise.withResolvers<typeof info>();
  const asked: string[] = [];
  const store = await openFilm(filmOf(1), (mediaId) => {
    asked.push(mediaId);
    return opened.promise;
  });
  expect(store.getState().views).toEqual([{ state: 'resolving', key: 'film' }]);
  opened.resolve(info);
  await new Promise((settled) => setImmediate(settled));
  expect(asked).toEqual(['m0']);
  expect(store.getState().views).toEqual([{ ...filmOf(1), video: info }]);
});

test.each([
  ['in an unknown codec', filmOf(1), () => Promise.reject(new Error('This view is H.265 video.')), 'This view is H.265 video.'],
  ['without a single frame', filmOf(1), () => Promise.resolve({ ...info, frameCount: 0 }), 'This video holds no frames. Export the view again.'],
  ['in several files', filmOf(2), noVideo, 'This view is 2 video files. Avala Viewer plays views that are one video file, or pictures.'],
])('a view of video %s is failed, with the reason', async (_case, found, openVideo, reason) => {
  const store = await openFilm(found, openVideo);
  expect(store.getState().views).toEqual([{ state: 'failed', key: 'film', reason, evidence: [] }]);
});

test('views that are asked for anew keep what they have until their answer is there, and the frames of their video for good', async () => {
  const { store, calls, call } = setUp();
  const video = { frameCount: 3, timestampsMs: [0, 1, 2], width: 640, height: 480, codec: 'H.264' };
  const videoView: View = { state: 'resolved', key: 'b', kind: 'video', evidence: [], frames: [frameOf('m1', null)] };
  void store.getState().open(name, () => Promise.resolve(video));
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a', 'b', 'c']) });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: true, value: view('a') });
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: videoView });
  await call('recording.view', { viewKey: 'c' }).answer({ ok: true, value: { state: 'failed', key: 'c', reason: 'Gone.', evidence: [] } });
  const before = store.getState().views;
  calls.length = 0;
  const refreshed = store.getState().refreshViews();
  expect(store.getState().views).toBe(before);
  expect(calls.map(({ input }) => input), 'a view that failed is not asked for again').toEqual([
    { recordingId: 'r1', viewKey: 'a' },
    { recordingId: 'r1', viewKey: 'b' },
  ]);
  await call('recording.view', { viewKey: 'a' }).answer({ ok: false, error: { kind: 'unreachable', message: 'No.' } });
  const calibrated: View = { ...videoView, frames: [frameOf('m1', { fx: 500 })] };
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: calibrated });
  await refreshed;
  expect(store.getState().views).toEqual([before[0], { ...calibrated, video }, before[2]]);
});

test('an answer for views of a recording that was left changes nothing', async () => {
  const { store, calls, call } = setUp();
  void store.getState().open(name, noVideo);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a']) });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: true, value: view('a') });
  calls.length = 0;
  const refreshed = store.getState().refreshViews();
  void store.getState().close();
  await call('recording.view', { viewKey: 'a' }).answer({ ok: true, value: view('a') });
  await refreshed;
  expect(store.getState().views).toEqual([]);
});

function frameOf(mediaId: string, calibration: { fx: number } | null): Extract<View, { state: 'resolved' }>['frames'][number] {
  return {
    media: { state: 'available', id: mediaId },
    timestampMs: null,
    uid: null,
    calibration: calibration === null ? null : { model: 'pinhole', fx: calibration.fx, fy: 500, cx: 320, cy: 240, xi: null, alpha: null, width: 640, height: 480, worldFromCamera: null },
    worldFromDevice: null,
    cuboids: null,
  };
}
