import { beforeEach, expect, test } from 'vitest';
import { createClient, type Client } from '../../../../renderer/bridge/client.ts';
import { createDownloadsStore } from '../../../../renderer/stores/downloads-store.ts';
import { rejoinJobs } from '../../../../renderer/stores/rejoin-jobs.ts';
import { createStorageStore } from '../../../../renderer/stores/storage-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let client: Client;
beforeEach(() => {
  bridge = new FakeBridge();
  client = createClient(bridge);
});

/** The stores of a page that was just loaded, with the jobs that run. */
async function load(jobs: unknown[]) {
  const [storage, downloads] = [createStorageStore(client), createDownloadsStore(client)];
  const rejoining = rejoinJobs(client, [storage.getState().rejoin, downloads.getState().rejoin]);
  const answer = async () => {
    await bridge.newest('job.list').answer({ jobs });
    await rejoining;
  };
  return { storage, downloads, answer };
}

test('verifying, moving and the reading of a dataset go on being shown after the page was loaded again, and can be stopped', async () => {
  const { storage, downloads, answer } = await load([
    { jobId: 'v', subject: { kind: 'verify', downloadId: 'a' }, done: 3, total: 10, label: 'Comparing files with their hashes' },
    { jobId: 'm', subject: { kind: 'move' }, done: 0, total: 0, label: '' },
    { jobId: 'k', subject: { kind: 'keep-dataset', owner: 'acme', slug: 'drive' }, done: 100, total: 200, label: '100 sequences added' },
  ]);
  await answer();
  expect(storage.getState().verification).toEqual({ downloadId: 'a', done: 3, total: 10, label: 'Comparing files with their hashes' });
  expect(storage.getState().move).toEqual({ done: 0, total: 0, label: 'Moving' });
  expect(downloads.getState().datasetRun).toEqual({ dataset: { owner: 'acme', slug: 'drive' }, done: 100, total: 200, label: '100 sequences added' });

  bridge.emit({ type: 'job.progress', jobId: 'm', done: 5, total: 6, label: 'Moving media' });
  expect(storage.getState().move).toEqual({ done: 5, total: 6, label: 'Moving media' });
  void storage.getState().cancelVerification();
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'v' });
  downloads.getState().cancelDatasetRun();
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'k' });
  bridge.emit({ type: 'job.ended', jobId: 'k', error: null });
  expect(downloads.getState().datasetRun).toBeNull();
});

test('the end of a job that overtakes the answer counts', async () => {
  const { downloads, answer } = await load([{ jobId: 'k', subject: { kind: 'keep-dataset', owner: 'acme', slug: 'drive' }, done: 1, total: 2, label: '1 sequence added' }]);
  bridge.emit({ type: 'job.ended', jobId: 'k', error: null });
  await answer();
  expect(downloads.getState().datasetRun).toBeNull();
});

test('a job that this page has begun itself is not taken twice', async () => {
  const { storage, answer } = await load([{ jobId: 'v', subject: { kind: 'verify', downloadId: null }, done: 1, total: 2, label: 'Comparing files with their hashes' }]);
  storage.getState().verify(null);
  await bridge.newest('storage.verify').answer({ jobId: 'v' });
  await answer();
  bridge.emit({ type: 'job.progress', jobId: 'v', done: 2, total: 2, label: 'Comparing files with their hashes' });
  expect(storage.getState().verification).toMatchObject({ downloadId: null, done: 2 });
  bridge.emit({ type: 'job.ended', jobId: 'v', error: null });
  expect(bridge.countOf('storage.read')).toBe(1);
});
