import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Storage } from '../../../../preload/contract/storage.ts';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createStorageStore, type StorageStore } from '../../../../renderer/stores/storage-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let store: StorageStore;
const state = () => store.getState();

const storedSequence = (downloadId: string, files: number, damagedFiles: number) => ({ downloadId, sequenceUid: downloadId, label: downloadId, bytes: 100, files, damagedFiles, verifiedAtMs: null });
const storage = (parts: Partial<Storage> = {}): Storage => ({
  folder: '/data/store',
  problem: null,
  cache: { bytes: 1, files: 1, budgetBytes: 10 },
  kept: { bytes: 2, files: 2 },
  partialBytes: 0,
  disk: null,
  lastVerified: null,
  lastCheck: null,
  datasets: [{ owner: 'acme', slug: 'drive', bytes: 200, sequences: [storedSequence('a', 10, 0), storedSequence('b', 20, 0)] }],
  ...parts,
});

beforeEach(() => {
  bridge = new FakeBridge();
  store = createStorageStore(createClient(bridge));
});
afterEach(() => {
  vi.useRealTimers();
});

async function read(value = storage()): Promise<void> {
  void state().read();
  await bridge.newest('storage.read').answer(value);
}

it('keeps what was read when reading it again fails, and says so', async () => {
  await read();
  void state().read();
  await bridge.newest('storage.read').fail('storage', 'The disk does not answer.');
  expect(state().storage.state).toBe('ready');
  expect(state().failure?.message).toBe('The disk does not answer.');
});

it('shows a failure when nothing was read yet', async () => {
  void state().read();
  await bridge.newest('storage.read').fail('storage');
  expect(state().storage).toMatchObject({ state: 'failed' });
});

it('takes the newest answer, whichever comes last', async () => {
  void state().read();
  const first = bridge.newest('storage.read');
  await read(storage({ partialBytes: 7 }));
  await first.answer(storage({ partialBytes: 3 }));
  expect(state().storage).toMatchObject({ value: { partialBytes: 7 } });
});

it('reads again while downloads change, once a second at most, until it is told to stop', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const changed = () => bridge.emit({ type: 'download.changed', changed: [], removedIds: [], order: null });
  const stop = state().follow();
  expect(bridge.countOf('storage.read')).toBe(1);
  changed();
  changed();
  expect(bridge.countOf('storage.read')).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(bridge.countOf('storage.read')).toBe(2);
  changed();
  stop();
  changed();
  vi.advanceTimersByTime(5_000);
  expect(bridge.countOf('storage.read')).toBe(2);
});

it('follows verifying, and tells what was found of what was verified', async () => {
  await read();
  state().verify('b');
  expect(bridge.newest('storage.verify').input).toEqual({ downloadId: 'b' });
  await bridge.newest('storage.verify').answer({ jobId: 'v' });
  bridge.emit({ type: 'job.progress', jobId: 'v', done: 5, total: 20, label: 'Comparing' });
  expect(state().verification).toEqual({ downloadId: 'b', done: 5, total: 20, label: 'Comparing' });
  bridge.emit({ type: 'job.ended', jobId: 'v', error: null });
  // By now the damaged ones are downloaded again: only the verification itself knows that there were any.
  const lastVerified = { downloadId: 'b', checkedFiles: 20, damagedFiles: 3 };
  await bridge.newest('storage.read').answer(storage({ lastVerified }));
  expect(state()).toMatchObject({ verification: null, verified: lastVerified });
});

it('tells what a check found, also when the store was read again meanwhile', async () => {
  await read();
  state().checkForChanges(null);
  await bridge.newest('storage.check').answer({ jobId: 'j' });
  bridge.emit({ type: 'job.progress', jobId: 'j', done: 1, total: 30, label: 'Checking for changes' });
  expect(state().check).toMatchObject({ downloadId: null, done: 1, total: 30 });
  bridge.emit({ type: 'job.ended', jobId: 'j', error: null });
  const ending = bridge.newest('storage.read');
  const found = { downloadId: null, checkedFiles: 30, replacedFiles: 1, goneFiles: 0, untoldFiles: 0 };
  // Downloads go on, and with them the reading.
  void state().read();
  await ending.answer(storage({ lastCheck: found }));
  expect(state()).toMatchObject({ check: null, checked: found });
});

it('verifies one thing at a time, and tells of no result when it was stopped', async () => {
  await read();
  state().verify(null);
  state().verify('a');
  expect(bridge.countOf('storage.verify')).toBe(1);
  await bridge.newest('storage.verify').answer({ jobId: 'v' });
  void state().cancelVerification();
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'v' });
  bridge.emit({ type: 'job.ended', jobId: 'v', error: { kind: 'cancelled', message: 'Cancelled.' } });
  await bridge.newest('storage.read').answer(storage());
  expect(state()).toMatchObject({ verification: null, verified: null, failure: null });
});

it('follows moving, reads the new folder at its end, and says why it failed', async () => {
  await read();
  state().moveTo('/mnt/big');
  expect(bridge.newest('storage.move').input).toEqual({ folder: '/mnt/big' });
  await bridge.newest('storage.move').answer({ jobId: 'm' });
  bridge.emit({ type: 'job.progress', jobId: 'm', done: 1, total: 4, label: 'Moving media' });
  expect(state().move).toEqual({ done: 1, total: 4, label: 'Moving media' });
  bridge.emit({ type: 'job.ended', jobId: 'm', error: { kind: 'storage', message: 'The folder is not empty.' } });
  expect(state()).toMatchObject({ move: null, failure: { message: 'The folder is not empty.' } });
  await bridge.newest('storage.read').answer(storage());
  state().moveTo('/mnt/other');
  expect(state().failure).toBeNull();
});

it('shows the store without its cache as soon as that is cleared', async () => {
  await read();
  const late = state().read();
  const overtaken = bridge.newest('storage.read');
  void state().clearCache();
  expect(state().isClearing).toBe(true);
  await bridge.newest('storage.clearCache').answer(storage({ cache: { bytes: 0, files: 0, budgetBytes: 10 } }));
  await overtaken.answer(storage());
  await late;
  expect(state()).toMatchObject({ isClearing: false, storage: { value: { cache: { bytes: 0 } } } });
});
