import { expect, test } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../../../preload/contract/commands.ts';
import type { Result } from '../../../../preload/contract/errors.ts';
import type { Recording, View } from '../../../../preload/contract/model.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createRecordingStore } from '../../../../renderer/stores/recording-store.ts';

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
const recordingOf = (recordingId: string, viewKeys: string[]): Recording => ({
  recordingId,
  viewKeys,
  sequence: { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: null, viewKeys },
});
const view = (key: string): View => ({ state: 'resolved', key, kind: 'image', frames: [], evidence: [] });

test('all views are asked for at once, and each is shown as soon as it is found', async () => {
  const { store, call } = setUp();
  void store.getState().open(name);
  expect(store.getState().recording.state).toBe('loading');
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a', 'b']) });
  expect(store.getState().views).toEqual([{ state: 'resolving', key: 'a' }, { state: 'resolving', key: 'b' }]);
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: view('b') });
  expect(store.getState().views.map(({ state }) => state)).toEqual(['resolving', 'resolved']);
});

test('a view whose command fails is a failed view, and the others stay', async () => {
  const { store, call } = setUp();
  void store.getState().open(name);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a', 'b']) });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: false, error: { kind: 'timed-out', message: 'No answer in 30 s.' } });
  await call('recording.view', { viewKey: 'b' }).answer({ ok: true, value: view('b') });
  expect(store.getState().views).toEqual([{ state: 'failed', key: 'a', reason: 'No answer in 30 s.', evidence: [] }, view('b')]);
});

test('a sequence that cannot be opened is a failed recording', async () => {
  const { store, call } = setUp();
  void store.getState().open(name);
  await call('recording.open', name).answer({ ok: false, error: { kind: 'not-found', message: 'Not there.' } });
  expect(store.getState().recording).toEqual({ state: 'failed', error: { kind: 'not-found', message: 'Not there.' } });
});

test('leaving releases the recording, and views found afterwards change nothing', async () => {
  const { store, calls, call } = setUp();
  void store.getState().open(name);
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a']) });
  void store.getState().close();
  expect(store.getState()).toMatchObject({ recording: { state: 'idle' }, views: [] });
  expect(calls.at(-1)).toMatchObject({ name: 'recording.close', input: { recordingId: 'r1' } });
  await call('recording.view', { viewKey: 'a' }).answer({ ok: true, value: view('a') });
  expect(store.getState().views).toEqual([]);
});

test('a recording that opens after it was left is released and not shown', async () => {
  const { store, calls, call } = setUp();
  void store.getState().open(name);
  void store.getState().close();
  await call('recording.open', name).answer({ ok: true, value: recordingOf('r1', ['a']) });
  expect(store.getState().recording.state).toBe('idle');
  expect(calls.at(-1)).toMatchObject({ name: 'recording.close', input: { recordingId: 'r1' } });
});

test('of two sequences opened in a row, the second one is shown, whichever answers first', async () => {
  const { store, call } = setUp();
  void store.getState().open(name);
  void store.getState().open({ ...name, sequenceUid: 'other' });
  await call('recording.open', { sequenceUid: 'other' }).answer({ ok: true, value: recordingOf('r2', []) });
  await call('recording.open', { sequenceUid: 'q' }).answer({ ok: true, value: recordingOf('r1', ['a']) });
  const { recording } = store.getState();
  expect(recording.state === 'ready' && recording.value.recordingId).toBe('r2');
});
