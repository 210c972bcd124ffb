import { beforeEach, expect, it } from 'vitest';
import { justNow } from '../../../../preload/contract/connection.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createRecordingStore, type RecordingStore } from '../../../../renderer/stores/recording-store.ts';
import { createSidecarsStore, type ChosenFile, type SidecarsStore } from '../../../../renderer/stores/sidecars-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let recording: RecordingStore;
let store: SidecarsStore;

const chosen = (name: string, text: string, folder = ''): ChosenFile => ({ name, webkitRelativePath: folder === '' ? '' : `${folder}/${name}`, size: text.length, text: () => Promise.resolve(text) });
const settled = () => new Promise((done) => setImmediate(done));

beforeEach(async () => {
  bridge = new FakeBridge();
  const client = createClient(bridge);
  recording = createRecordingStore(client);
  store = createSidecarsStore(client, recording);
  void recording.getState().open({ owner: 'o', slug: 's', sequenceUid: 'q' }, () => Promise.reject(new Error('no video')));
  await bridge.newest('recording.open').answer({
    ...justNow,
    recordingId: 'r1',
    startFrame: 0,
    viewKeys: ['front'],
    unkeptViewKeys: [],
    sequence: { uid: 'q', key: 'drive', status: null, featuredImage: null, frameCount: null, viewKeys: ['front'] },
  });
  await bridge.newest('recording.view').answer({ state: 'resolved', key: 'front', kind: 'image', frames: [], evidence: [] });
});

it('tells which files the recording has', async () => {
  const loading = store.getState().load();
  expect(store.getState().isBusy).toBe(true);
  await bridge.newest('recording.sidecars').answer({ files: [{ name: 'front.json', what: 'Calibration of front' }] });
  await loading;
  expect(store.getState()).toMatchObject({ files: [{ name: 'front.json', what: 'Calibration of front' }], isBusy: false, failure: null });
});

it('adds files by the path below the folder they were chosen in, tells what became of each, and asks for the views again', async () => {
  const adding = store.getState().add([chosen('front.json', '{}', 'calib/camera'), chosen('notes.txt', 'hello')]);
  await settled();
  const call = bridge.newest('recording.addSidecars');
  expect(call.input).toEqual({
    recordingId: 'r1',
    files: [
      { name: 'calib/camera/front.json', text: '{}' },
      { name: 'notes.txt', text: 'hello' },
    ],
  });
  await call.answer({ applied: [{ name: 'calib/camera/front.json', what: 'Calibration of front' }], unused: [{ name: 'notes.txt', reason: 'It is no JSON.' }] });
  await bridge.newest('recording.sidecars').answer({ files: [{ name: 'calib/camera/front.json', what: 'Calibration of front' }] });
  expect(bridge.countOf('recording.view')).toBe(2);
  await bridge.newest('recording.view').answer({ state: 'resolved', key: 'front', kind: 'image', frames: [], evidence: [] });
  await adding;
  expect(store.getState()).toMatchObject({
    files: [{ name: 'calib/camera/front.json', what: 'Calibration of front' }],
    report: { applied: [{ name: 'calib/camera/front.json' }], unused: [{ name: 'notes.txt', reason: 'It is no JSON.' }] },
    isBusy: false,
  });
});

it('reads no file that is larger than any calibration, and says so of it', async () => {
  const huge: ChosenFile = { name: 'sweep.json', webkitRelativePath: '', size: 9 * 2 ** 20, text: () => Promise.reject(new Error('must not be read')) };
  const adding = store.getState().add([huge, chosen('front.json', '{}')]);
  await settled();
  expect(bridge.newest('recording.addSidecars').input).toEqual({ recordingId: 'r1', files: [{ name: 'front.json', text: '{}' }] });
  await bridge.newest('recording.addSidecars').answer({ applied: [], unused: [] });
  await bridge.newest('recording.sidecars').answer({ files: [] });
  await bridge.newest('recording.view').answer({ state: 'resolved', key: 'front', kind: 'image', frames: [], evidence: [] });
  await adding;
  expect(store.getState().report?.unused).toEqual([{ name: 'sweep.json', reason: 'It is larger than 8 MB, which no calibration is.' }]);
});

it('asks for nothing when no file could be read, and tells why', async () => {
  await store.getState().add([{ name: 'gone.json', webkitRelativePath: '', size: 3, text: () => Promise.reject(new Error('gone')) }]);
  expect(bridge.countOf('recording.addSidecars')).toBe(0);
  expect(store.getState().report).toEqual({ applied: [], unused: [{ name: 'gone.json', reason: 'It could not be read. Check that it is still there and that you may read it.' }] });
});

it('takes one file away, and keeps what it knows when that fails', async () => {
  const loading = store.getState().load();
  await bridge.newest('recording.sidecars').answer({ files: [{ name: 'a.json', what: 'A' }, { name: 'b.json', what: 'B' }] });
  await loading;
  const failing = store.getState().remove('a.json');
  await bridge.newest('recording.removeSidecars').fail('storage', 'The disk is full.');
  await failing;
  expect(store.getState()).toMatchObject({ files: [{ name: 'a.json' }, { name: 'b.json' }], failure: { message: 'The disk is full.' }, isBusy: false });
  const removing = store.getState().remove('a.json');
  expect(bridge.newest('recording.removeSidecars').input).toEqual({ recordingId: 'r1', names: ['a.json'] });
  await bridge.newest('recording.removeSidecars').answer({ files: [{ name: 'b.json', what: 'B' }] });
  await bridge.newest('recording.view').answer({ state: 'resolved', key: 'front', kind: 'image', frames: [], evidence: [] });
  await removing;
  expect(store.getState()).toMatchObject({ files: [{ name: 'b.json' }], failure: null });
});

it('says nothing of files of a recording that was left', async () => {
  const loading = store.getState().load();
  void recording.getState().close();
  await bridge.newest('recording.sidecars').answer({ files: [{ name: 'a.json', what: 'A' }] });
  await loading;
  expect(store.getState()).toMatchObject({ files: null, isBusy: false });
});
