import { expect, test } from 'vitest';
import { Jobs } from '../../../../main/commands/jobs.ts';
import { Failure } from '../../../../main/failure.ts';
import type { AppEvent } from '../../../../preload/contract/events.ts';

/** Jobs whose events can be read, and a promise of the end of a job. */
function createJobs() {
  const events: AppEvent[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const jobs = new Jobs((event) => {
    events.push(event);
    if (event.type === 'job.ended') resolve();
  });
  return { jobs, events, ended };
}

test('a job reports its progress and its end under the id that the start returned', async () => {
  const { jobs, events, ended } = createJobs();
  const jobId = jobs.start(async (report) => report(1, 2, 'half'));
  expect(events).toEqual([]);
  await ended;
  expect(events).toEqual([
    { type: 'job.progress', jobId, done: 1, total: 2, label: 'half' },
    { type: 'job.ended', jobId, error: null },
  ]);
});

test('a job that fails ends with the failure', async () => {
  const { jobs, events, ended } = createJobs();
  const jobId = jobs.start(() => Promise.reject(new Failure('storage', 'The disk is full.')));
  await ended;
  expect(events).toEqual([{ type: 'job.ended', jobId, error: { kind: 'storage', message: 'The disk is full.' } }]);
});

test('cancelling aborts the work, which ends as cancelled', async () => {
  const { jobs, events, ended } = createJobs();
  const jobId = jobs.start((_report, signal) => new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    jobs.cancel(jobId);
  }));
  await ended;
  expect(events).toMatchObject([{ type: 'job.ended', error: { kind: 'cancelled' } }]);
});
