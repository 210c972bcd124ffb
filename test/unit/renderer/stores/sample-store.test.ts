import { beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../../renderer/bridge/client.ts';
import { createSampleStore, type SampleStore } from '../../../../renderer/stores/sample-store.ts';
import { FakeBridge } from '../../../support/fake-bridge.ts';

let bridge: FakeBridge;
let store: SampleStore;
const progress = () => store.getState().progress;
const ended = (jobId: string, error: unknown = null) => bridge.emit({ type: 'job.ended', jobId, error });

beforeEach(() => {
  bridge = new FakeBridge();
  store = createSampleStore(createClient(bridge));
});

async function start(jobId: string): Promise<void> {
  store.getState().prepare();
  await bridge.newest('sample.prepare').answer({ jobId });
}

it('follows its own job, and no other, to the end', async () => {
  await start('job-1');
  bridge.emit({ type: 'job.progress', jobId: 'job-1', done: 12, total: 60, label: 'Drawing frame 12' });
  bridge.emit({ type: 'job.progress', jobId: 'job-2', done: 1, total: 2, label: 'Other' });
  expect(progress()).toEqual({ state: 'preparing', done: 12, total: 60, label: 'Drawing frame 12' });
  ended('job-2');
  expect(progress().state).toBe('preparing');
  ended('job-1');
  expect(progress()).toEqual({ state: 'ready' });
});

it('is ready although the end of the job overtook the answer that names it', async () => {
  store.getState().prepare();
  ended('job-1');
  await bridge.newest('sample.prepare').answer({ jobId: 'job-1' });
  expect(progress()).toEqual({ state: 'ready' });
});

it('prepares once, however many screens ask', async () => {
  await start('job-1');
  store.getState().prepare();
  ended('job-1');
  store.getState().prepare();
  expect(bridge.countOf('sample.prepare')).toBe(1);
});

it('cancels the job and can start it again', async () => {
  await start('job-1');
  void store.getState().cancel();
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'job-1' });
  ended('job-1', { kind: 'cancelled', message: 'Cancelled.' });
  expect(progress()).toEqual({ state: 'idle' });
  store.getState().prepare();
  expect(bridge.countOf('sample.prepare')).toBe(2);
});

it('cancels a job whose name it does not know yet, as soon as it does', async () => {
  store.getState().prepare();
  void store.getState().cancel();
  expect(bridge.countOf('job.cancel')).toBe(0);
  await bridge.newest('sample.prepare').answer({ jobId: 'job-1' });
  expect(bridge.newest('job.cancel').input).toEqual({ jobId: 'job-1' });
});

it('says why the sample could not be built', async () => {
  await start('job-1');
  ended('job-1', { kind: 'storage', message: 'The disk is full.' });
  expect(progress()).toEqual({ state: 'failed', error: { kind: 'storage', message: 'The disk is full.' } });
});
