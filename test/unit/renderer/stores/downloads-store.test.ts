import { beforeEach, expect, it } from 'vitest';
import { keepAll, type Download } from '../../../../preload/contract/downloads.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createDownloadsStore, downloadKey, type DownloadsStore, type KeepTarget } from '../../../../renderer/stores/downloads-store.ts';
import { makeDownload } from '../../../support/downloads.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let store: DownloadsStore;
const state = () => store.getState();
const ids = () => state().downloads.map(({ id }) => id);
const emit = (changed: readonly Download[], { removedIds = [], order = null }: { removedIds?: readonly string[]; order?: readonly string[] | null } = {}) =>
  bridge.emit({ type: 'download.changed', changed, removedIds, order });

const sequence = { owner: 'acme', slug: 'drive', sequenceUid: 'seq-a', label: 'drive 1' };
const target: KeepTarget = { kind: 'sequences', sequences: [sequence], viewKeys: ['front'], frameCount: 10 };

beforeEach(() => {
  bridge = new FakeBridge();
  store = createDownloadsStore(createClient(bridge));
});

async function list(...downloads: readonly Download[]): Promise<void> {
  void state().read();
  await bridge.newest('download.list').answer({ downloads });
}

it('finds a download by its sequence', async () => {
  await list(makeDownload('a'), makeDownload('b'));
  expect(ids()).toEqual(['a', 'b']);
  expect(state().bySequence.get(downloadKey({ owner: 'acme', slug: 'drive', sequenceUid: 'seq-b' }))?.id).toBe('b');
  expect(state().bySequence.has(downloadKey({ owner: 'acme', slug: 'other', sequenceUid: 'seq-b' }))).toBe(false);
});

it('follows what changes, is added, is removed and is moved', async () => {
  await list(makeDownload('a'), makeDownload('b'));
  emit([makeDownload('a', { state: 'downloading' }), makeDownload('c')]);
  expect(state().downloads.map(({ id, state: is }) => `${id} ${is}`)).toEqual(['a downloading', 'b queued', 'c queued']);
  emit([], { order: ['c', 'a', 'b'] });
  expect(ids()).toEqual(['c', 'a', 'b']);
  emit([], { removedIds: ['a'] });
  expect(ids()).toEqual(['c', 'b']);
  expect(state().bySequence.has(downloadKey({ owner: 'acme', slug: 'drive', sequenceUid: 'seq-a' }))).toBe(false);
});

it('keeps a change that came while the list was on its way', async () => {
  void state().read();
  emit([makeDownload('a', { state: 'available' }), makeDownload('new')], { removedIds: ['gone'] });
  await bridge.newest('download.list').answer({ downloads: [makeDownload('a', { state: 'downloading' }), makeDownload('gone')] });
  expect(state().downloads.map(({ id, state: is }) => `${id} ${is}`)).toEqual(['a available', 'new queued']);
});

it('says why the list could not be read, and that nothing is known to be kept', async () => {
  void state().read();
  await bridge.newest('download.list').fail('storage', 'The folder is gone.');
  expect(state()).toMatchObject({ isRead: true, failure: { kind: 'storage', message: 'The folder is gone.' } });
});

it('keeps everything by one click, then offers to choose', async () => {
  void state().keep(target);
  expect(bridge.newest('download.keep').input).toEqual({ sequences: [sequence], choice: keepAll });
  expect(state().justKept).toBeNull();
  await bridge.newest('download.keep').answer({ downloadIds: ['a'] });
  expect(state().justKept).toEqual(target);
  state().ask(target);
  expect(state()).toMatchObject({ asking: target, justKept: null });
});

it('does not offer to choose to who has just chosen', async () => {
  const choice = { viewKeys: ['front'], frameRange: [0, 5] as [number, number], everyNth: 2 };
  state().ask(target);
  void state().keep(target, choice);
  expect(bridge.newest('download.keep').input).toEqual({ sequences: [sequence], choice });
  await bridge.newest('download.keep').answer({ downloadIds: ['a'] });
  expect(state()).toMatchObject({ asking: null, justKept: null });
});

it('says why something could not be kept, until something else succeeds', async () => {
  void state().keep(target);
  await bridge.newest('download.keep').fail('storage', 'The disk is full.');
  expect(state()).toMatchObject({ failure: { message: 'The disk is full.' }, justKept: null });
  void state().pause(['a']);
  await bridge.newest('download.pause').answer(null);
  expect(state().failure).toBeNull();
});

it('follows the reading of a dataset to its end, and can stop it', async () => {
  const dataset = { owner: 'acme', slug: 'drive' };
  void state().keep({ kind: 'dataset', dataset, viewKeys: [], frameCount: null });
  expect(state().datasetRun?.dataset).toEqual(dataset);
  await bridge.newest('download.keepDataset').answer({ jobId: 'j' });
  bridge.emit({ type: 'job.progress', jobId: 'j', done: 500, total: 0, label: 'Reading' });
  expect(state().datasetRun?.done).toBe(500);
  state().cancelDatasetRun();
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'j' });
  bridge.emit({ type: 'job.ended', jobId: 'j', error: { kind: 'cancelled', message: 'Cancelled.' } });
  expect(state()).toMatchObject({ datasetRun: null, failure: null });
});

it('says why a dataset could not be read', async () => {
  void state().keep({ kind: 'dataset', dataset: { owner: 'acme', slug: 'drive' }, viewKeys: [], frameCount: null });
  await bridge.newest('download.keepDataset').fail('forbidden', 'This key may not read it.');
  expect(state()).toMatchObject({ datasetRun: null, failure: { message: 'This key may not read it.' } });
});

it('announces a download that ends, and only then', async () => {
  await list(makeDownload('a', { state: 'downloading' }), makeDownload('b', { state: 'downloading' }), makeDownload('c', { state: 'downloading' }));
  emit([makeDownload('a', { state: 'downloading', files: { done: 1, total: 2 } })]);
  expect(state().announcement).toBe('');
  emit([makeDownload('a', { state: 'available', keptAtMs: 1 })]);
  expect(state().announcement).toBe('label a is available offline.');
  emit([makeDownload('b', { state: 'available', keptAtMs: 1 }), makeDownload('c', { state: 'failed', failedFiles: 2 })]);
  expect(state().announcement).toBe('label b is available offline. label c could not be kept completely.');
});

it('announces one that began and ended between two events, but not what was there before the list was read', async () => {
  emit([makeDownload('old', { state: 'available', keptAtMs: 1 })]);
  expect(state().announcement).toBe('');
  await list();
  emit([makeDownload('small', { state: 'available', keptAtMs: 1 })]);
  expect(state().announcement).toBe('label small is available offline.');
});

it('does not announce a verified sequence as newly available', async () => {
  await list(makeDownload('a', { state: 'verifying', keptAtMs: 1 }));
  emit([makeDownload('a', { state: 'available', keptAtMs: 1 })]);
  expect(state().announcement).toBe('');
});
