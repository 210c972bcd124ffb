import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../../main/settings/settings-file.ts';
import { createStore } from 'zustand/vanilla';
import type { LocalGuess } from '../../../../preload/contract/local.ts';
import type { Settings } from '../../../../preload/contract/model.ts';
import { createClient, type Client } from '../../../../renderer/bridge/client.ts';
import { createExportStore, type ExportStore } from '../../../../renderer/stores/export-store.ts';
import { createFileChooserStore, type FileChooserStore } from '../../../../renderer/stores/file-chooser-store.ts';
import { createLocalStore, type LocalStore } from '../../../../renderer/stores/local-store.ts';
import type { PlayerStore, PlayerStoreState } from '../../../../renderer/stores/player-store.ts';
import { createRouteStore, type RouteStore } from '../../../../renderer/stores/route-store.ts';
import { createSettingsStore, type SettingsStore } from '../../../../renderer/stores/settings-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

const id = '0123456789abcdef01234567';
const settingsOf = (datasets: Settings['datasets'] = {}): Settings => ({ ...defaultSettings, datasets });
const guess: LocalGuess = {
  id,
  label: 'scene',
  format: 'folders',
  recordings: [''],
  recording: '',
  views: [{ source: 'a/ image', key: 'a', kind: 'image', isShown: true, folder: 'a', fileCount: 1, firstName: '1.png' }],
  calibration: { chosen: 'found', files: [] },
  notes: [],
  settings: { binColumns: 4 },
};
const correction = { recording: '', views: [{ source: 'a/ image', key: 'front', kind: 'image' as const, isShown: true }], calibration: 'found' };

let bridge: FakeBridge;
let client: Client;
let chooser: FileChooserStore;
let settings: SettingsStore;
let route: RouteStore;
let reopened: number;
let store: LocalStore;
const ended = async (jobId: string, error: unknown = null) => {
  bridge.emit({ type: 'job.ended', jobId, error });
  await new Promise((done) => setImmediate(done));
};

function setUp(fileChoice: 'own' | 'system', initial = settingsOf()): void {
  bridge = new FakeBridge();
  client = createClient(bridge);
  chooser = createFileChooserStore(client, fileChoice);
  settings = createSettingsStore(client, initial);
  const history = ['#/'];
  route = createRouteStore({ readHash: () => history.at(-1) ?? '', push: (hash) => void history.push(hash), replace: (hash) => void history.splice(-1, 1, hash), onChange: () => () => undefined });
  reopened = 0;
  const player: PlayerStore = createStore<PlayerStoreState>(() => ({ playback: null, open: () => undefined, reopen: () => void (reopened += 1), changeDatasetSettings: () => Promise.resolve(), close: () => undefined }));
  store = createLocalStore({ client, chooser, settings, route, player });
}
beforeEach(() => setUp('own'));

/** Opens a path as far as the dialog. */
async function openAsFarAsTheGuess(found: LocalGuess = guess): Promise<void> {
  void store.getState().openPaths(['/data/scene']);
  await bridge.newest('local.add').answer({ id });
  await bridge.newest('local.scan').answer({ jobId: 'job' });
  await ended('job');
  await bridge.newest('local.read').answer(found);
}

describe('opening from this computer', () => {
  test('tells how far the look through is, then asks, then keeps what was said and goes there', async () => {
    void store.getState().openPaths(['/data/scene']);
    await bridge.newest('local.add').answer({ id });
    await bridge.newest('local.scan').answer({ jobId: 'job' });
    bridge.emit({ type: 'job.progress', jobId: 'job', done: 7, total: 0, label: '7 files' });
    expect(store.getState().opening).toEqual({ state: 'scanning', progress: { done: 7, total: 0, label: '7 files' } });
    await ended('job');
    await bridge.newest('local.read').answer(guess);
    expect(store.getState().opening).toEqual({ state: 'asking', guess });

    void store.getState().accept({ correction, frameRateHz: 2 });
    expect(bridge.newest('local.correct').input).toEqual({ id, correction });
    await bridge.newest('local.correct').answer(null);
    expect(bridge.newest('settings.update').input).toEqual({ datasets: { [`local/${id}`]: { binColumns: 4 } } });
    await bridge.newest('settings.update').answer(settings.getState().settings);
    expect(bridge.newest('settings.update').input).toEqual({ datasets: { [`local/${id}`]: { binColumns: 4, frameRateHz: 2 } } });
    await bridge.newest('settings.update').answer(settings.getState().settings);
    expect(store.getState().opening).toBeNull();
    expect(route.getState().route).toMatchObject({ screen: 'moment', owner: 'local', slug: id });
    // It was looked through just now: the screen needs not do it again.
    await store.getState().prepare(id);
    expect(bridge.countOf('local.scan')).toBe(1);
  });

  test('leaves what a person has chosen before, and opens what plays already anew', async () => {
    setUp('own', settingsOf({ [`local/${id}`]: { binColumns: 6 } }));
    route.getState().navigate({ screen: 'moment', owner: 'local', slug: id, sequenceUid: 'recording', frameIndex: 3 });
    await openAsFarAsTheGuess();
    void store.getState().accept({ correction, frameRateHz: null });
    await bridge.newest('local.correct').answer(null);
    expect(bridge.countOf('settings.update')).toBe(0);
    expect(reopened).toBe(1);
    expect(route.getState().route).toMatchObject({ frameIndex: 3 });
  });

  test('an exported file opens without a question', async () => {
    await openAsFarAsTheGuess({ ...guess, format: 'avseq', settings: {} });
    expect(store.getState().opening).toBeNull();
    expect(route.getState().route).toMatchObject({ owner: 'local', slug: id });
  });

  test('what was given up is stopped, and its end changes nothing', async () => {
    void store.getState().openPaths(['/data/scene']);
    await bridge.newest('local.add').answer({ id });
    await bridge.newest('local.scan').answer({ jobId: 'job' });
    store.getState().giveUp();
    await new Promise((done) => setImmediate(done));
    expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'job' });
    await ended('job');
    expect(store.getState().opening).toBeNull();
    expect(bridge.countOf('local.read')).toBe(0);
  });

  test('a failure is told, and a recording that is gone fails at its address', async () => {
    void store.getState().openPaths(['/data/none']);
    await bridge.newest('local.add').fail('not-found');
    expect(store.getState().opening).toMatchObject({ state: 'failed', error: { kind: 'not-found' } });
    void store.getState().prepare(id);
    await bridge.newest('local.scan').answer({ jobId: 'job' });
    await ended('job', { kind: 'not-found', message: 'Gone.' });
    expect(store.getState().gate).toMatchObject({ id, state: 'failed', error: { message: 'Gone.' } });
  });
});

describe('choosing files', () => {
  test('is the system’s where it has a dialog', async () => {
    setUp('system');
    const chosen = chooser.getState().choose({ what: 'folders', suggestedName: '', note: null });
    await bridge.newest('local.choose').answer({ paths: ['/a'] });
    expect(await chosen).toEqual(['/a']);
    expect(chooser.getState().wish).toBeNull();
  });

  test('is the page’s elsewhere, and begins where the person was last, home when that is gone', async () => {
    const first = chooser.getState().choose({ what: 'folders', suggestedName: '', note: null });
    expect(bridge.newest('local.listFolder').input).toEqual({ path: null, files: false });
    await bridge.newest('local.listFolder').answer({ path: '/home/me/drives', parentPath: '/home/me', entries: [], isCut: false });
    chooser.getState().finish(['/home/me/drives']);
    expect(await first).toEqual(['/home/me/drives']);
    const second = chooser.getState().choose({ what: 'files', suggestedName: '', note: null });
    expect(bridge.newest('local.listFolder').input).toEqual({ path: '/home/me/drives', files: true });
    await bridge.newest('local.listFolder').fail('not-found');
    expect(bridge.newest('local.listFolder').input).toEqual({ path: null, files: true });
    chooser.getState().finish([]);
    expect(await second).toEqual([]);
  });
});

describe('exporting', () => {
  const sequence = { owner: 'local', slug: id, sequenceUid: 'recording' };
  let exporter: ExportStore;

  async function begin(): Promise<void> {
    exporter = createExportStore(client, chooser);
    void exporter.getState().begin(sequence);
    await bridge.newest('recording.exportName').answer({ suggestedName: 'scene.avseq' });
    expect(chooser.getState().wish).toMatchObject({ what: 'export', suggestedName: 'scene.avseq' });
    chooser.getState().finish(['/out/mine.avseq']);
    await new Promise((done) => setImmediate(done));
  }

  test('asks before a file is replaced, and then replaces it', async () => {
    await begin();
    expect(bridge.newest('recording.export').input).toEqual({ ...sequence, path: '/out/mine.avseq', isReplacing: false });
    await bridge.newest('recording.export').answer({ state: 'exists' });
    expect(exporter.getState().export).toEqual({ state: 'exists', name: 'mine.avseq' });
    void exporter.getState().replace();
    expect(bridge.newest('recording.export').input).toMatchObject({ isReplacing: true });
    await bridge.newest('recording.export').answer({ state: 'started', jobId: 'job' });
    bridge.emit({ type: 'job.progress', jobId: 'job', done: 1, total: 2, label: 'Writing the file' });
    expect(exporter.getState().export).toMatchObject({ state: 'running', progress: { done: 1 } });
    await ended('job');
    expect(exporter.getState().export).toEqual({ state: 'done', name: 'mine.avseq' });
  });

  test('that was stopped says nothing more', async () => {
    await begin();
    await bridge.newest('recording.export').answer({ state: 'started', jobId: 'job' });
    exporter.getState().dismiss();
    expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'job' });
    await ended('job', { kind: 'cancelled', message: 'This was cancelled.' });
    expect(exporter.getState().export).toEqual({ state: 'idle' });
  });
});
