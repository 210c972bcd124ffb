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

test('progress that comes faster than anybody sees it is left out, but not its beginning, its end or another phrase', async () => {
  const { jobs, events, ended } = createJobs();
  jobs.start((report) => {
    for (let done = 0; done <= 1_000; done++) report(done, 1_000, 'one');
    for (let done = 0; done <= 1_000; done++) report(done, 1_000, 'two');
    return Promise.resolve();
  });
  await ended;
  const told = events.map((event) => (event.type === 'job.progress' ? `${event.label} ${event.done}` : ''));
  expect(told.length).toBeLessThan(20);
  for (const one of ['one 0', 'one 1000', 'two 0', 'two 1000']) expect(told).toContain(one);
});

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
