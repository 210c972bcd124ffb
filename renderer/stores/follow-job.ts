import type { AppError, Result } from '../../preload/contract/errors.ts';
import type { AppEvent } from '../../preload/contract/events.ts';
import type { Client } from '../bridge/client.ts';

/** What tells of a job. */
export type JobEvent = Extract<AppEvent, { jobId: string }>;

/** How far a job is. `total` is 0 while that is not known. */
export interface JobProgress {
  done: number;
  total: number;
  label: string;
}

/** What a store does as its job goes on. */
export interface JobListener {
  onProgress: (progress: JobProgress) => void;
  /** Once: with null when it ended well, else with why it did not, or could not even start. */
  onEnd: (error: AppError | null) => void;
}

/** A job that was started from here. */
export interface Job {
  /** Stops it, as soon as its id is known. Resolves with why it could not be stopped, else null. */
  cancel: () => Promise<AppError | null>;
}

/**
 * Starts a job and follows its events to its end. They are listened to from before the start, because they can overtake
 * the answer that tells the job's id.
 */
export function followJob(client: Client, start: () => Promise<Result<{ jobId: string }>>, { onProgress, onEnd }: JobListener): Job {
  let jobId: string | null = null;
  let early: JobEvent[] = [];

  const end = (error: AppError | null) => {
    stopListening();
    onEnd(error);
  };
  const follow = (event: JobEvent) => {
    if (event.type === 'job.ended') end(event.error);
    else onProgress({ done: event.done, total: event.total, label: event.label });
  };
  const stopListening = client.onEvent((event) => {
    if (event.type !== 'job.progress' && event.type !== 'job.ended') return;
    if (jobId === null) early.push(event);
    else if (event.jobId === jobId) follow(event);
  });
  const begin = async () => {
    const answer = await start();
    if (!answer.ok) {
      end(answer.error);
      return;
    }
    jobId = answer.value.jobId;
    const overtaken = early;
    early = [];
    for (const event of overtaken) if (event.jobId === jobId) follow(event);
  };
  const begun = begin();
  return {
    cancel: async () => {
      if (jobId === null) await begun;
      return jobId === null ? null : await cancelJob(client, jobId);
    },
  };
}

/** Stops a job. Resolves with why it could not be stopped, else null. */
export async function cancelJob(client: Client, jobId: string): Promise<AppError | null> {
  const answer = await client.call('job.cancel', { jobId });
  return answer.ok ? null : answer.error;
}
