import { expect, test } from 'vitest';
import { followWork } from '../../../../main/electron/work-progress.ts';
import { keepAll, type Download } from '../../../../preload/contract/downloads.ts';
import type { AppEvent } from '../../../../preload/contract/events.ts';

const download = (change: Partial<Download>): Download => ({
  id: 'd1',
  owner: 'acme',
  slug: 'drive',
  sequenceUid: 'seq_1',
  label: 'Night run',
  state: 'downloading',
  choice: keepAll,
  files: { done: 0, total: 10 },
  frames: { done: 0, total: 5 },
  bytes: { done: 0, total: null },
  msLeft: null,
  failedFiles: 0,
  reason: null,
  keptAtMs: null,
  ...change,
});

const changed = (...downloads: Partial<Download>[]): AppEvent => ({ type: 'download.changed', changed: downloads.map(download), removedIds: [], order: null });

test('the fraction is the mean of all that moves, and null when nothing does', () => {
  const follow = followWork();
  expect(follow(changed({ files: { done: 5, total: 10 } })).fraction).toBe(0.5);
  expect(follow({ type: 'job.progress', jobId: 'j', done: 1, total: 1, label: '' }).fraction).toBe(0.75);
  expect(follow({ type: 'job.ended', jobId: 'j', error: null }).fraction).toBe(0.5);
  expect(follow(changed({ state: 'paused' })).fraction).toBeNull();
  expect(follow(changed({ files: { done: 0, total: 0 }, state: 'resolving' })).fraction).toBe(0);
  expect(follow({ type: 'download.changed', changed: [], removedIds: ['d1'], order: null }).fraction).toBeNull();
});

test('a download that was on its way is announced once when it ends', () => {
  const follow = followWork();
  follow(changed({}));
  expect(follow(changed({ state: 'available' })).ended).toEqual([{ title: 'Kept offline', body: 'Night run can now be opened without a network.', target: { owner: 'acme', slug: 'drive', sequenceUid: 'seq_1' } }]);
  expect(follow(changed({ state: 'available' })).ended).toEqual([]);
});

test('a download that ends with files missing says how many', () => {
  const follow = followWork();
  follow(changed({ state: 'verifying' }));
  expect(follow(changed({ state: 'failed', failedFiles: 1 })).ended).toEqual([{ title: 'Not all could be kept', body: 'Night run: 1 file could not be had.', target: null }]);
});

test('what was kept before the app began is no news', () => {
  expect(followWork()(changed({ state: 'available' }, { id: 'd2', state: 'failed' })).ended).toEqual([]);
});
