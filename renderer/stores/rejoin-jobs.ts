import type { RunningJob } from '../../preload/contract/jobs.ts';
import type { Client } from '../bridge/client.ts';
import { cancelJob, type Job, type JobEvent, type JobListener } from './follow-job.ts';

/** How a store goes on with a job that was begun before this page was; null when that is not for it. */
export type RejoinJob = (running: RunningJob, job: Job) => JobListener | null;

/**
 * Finds the jobs that an earlier load of this page, or another window, has begun: they run in the privileged process and
 * do not end with a page. Each is offered to the stores in turn.
 */
export async function rejoinJobs(client: Client, stores: readonly RejoinJob[]): Promise<void> {
  const listeners = new Map<string, JobListener>();
  let early: JobEvent[] | null = [];
  const follow = (event: JobEvent) => {
    const listener = listeners.get(event.jobId);
    if (listener === undefined) return;
    if (event.type === 'job.progress') {
      listener.onProgress({ done: event.done, total: event.total, label: event.label });
      return;
    }
    listeners.delete(event.jobId);
    if (listeners.size === 0) stopListening();
    listener.onEnd(event.error);
  };
  const stopListening = client.onEvent((event) => {
    if (event.type !== 'job.progress' && event.type !== 'job.ended') return;
    if (early === null) follow(event);
    else early.push(event);
  });
  const answer = await client.call('job.list', {});
  for (const running of answer.ok ? answer.value.jobs : []) {
    const { jobId, done, total, label } = running;
    for (const rejoin of stores) {
      const listener = rejoin(running, { cancel: () => cancelJob(client, jobId) });
      if (listener === null) continue;
      listeners.set(jobId, listener);
      if (total > 0) listener.onProgress({ done, total, label });
      break;
    }
  }
  const overtaken = early;
  early = null;
  if (listeners.size === 0) stopListening();
  for (const event of overtaken) follow(event);
}
