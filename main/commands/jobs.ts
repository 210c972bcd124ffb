import { randomUUID } from 'node:crypto';
import type { AppEvent } from '../../preload/contract/events.ts';
import type { JobSubject, RunningJob } from '../../preload/contract/jobs.ts';
import { toAppError } from '../failure.ts';

/** Reports how far a job is: `done` of `total`, and what it is doing, as a phrase for people. */
export type ReportProgress = (done: number, total: number, label: string) => void;

/** Work that reads gigabytes reports every megabyte: more than anybody can see is not sent. */
const eventIntervalMs = 50;

interface Running {
  controller: AbortController;
  subject: JobSubject | null;
  progress: Pick<RunningJob, 'done' | 'total' | 'label'>;
}

/** Long work that outlives the command that started it: an id at once, then events, until it ends or is cancelled. */
export class Jobs {
  private readonly running = new Map<string, Running>();
  private readonly emit: (event: AppEvent) => void;

  constructor(emit: (event: AppEvent) => void) {
    this.emit = emit;
  }

  /**
   * Starts `work` in a later task, so that the caller has the id before the first event. `subject`: what `list` says of it;
   * null for work that no other page has to find.
   */
  start(work: (report: ReportProgress, signal: AbortSignal) => Promise<void>, subject: JobSubject | null = null): string {
    const jobId = randomUUID();
    const running: Running = { controller: new AbortController(), subject, progress: { done: 0, total: 0, label: '' } };
    this.running.set(jobId, running);
    setImmediate(() => void this.run(jobId, work, running));
    return jobId;
  }

  /** Those that run, of which there is something to say. */
  list(): RunningJob[] {
    return [...this.running].flatMap(([jobId, { subject, progress }]) => (subject === null ? [] : [{ jobId, subject, ...progress }]));
  }

  /** Asks a job to stop; it ends with an event like any other. Unknown and ended jobs are left alone. */
  cancel(jobId: string): void {
    this.running.get(jobId)?.controller.abort();
  }

  cancelAll(): void {
    for (const { controller } of this.running.values()) controller.abort();
  }

  /** Passes on what is new in words, what is complete, and otherwise what comes after a pause. */
  private reporter(jobId: string, running: Running): ReportProgress {
    let last = { label: '', atMs: Number.NEGATIVE_INFINITY };
    return (done, total, label) => {
      running.progress = { done, total, label };
      const atMs = performance.now();
      if (label === last.label && done < total && atMs - last.atMs < eventIntervalMs) return;
      last = { label, atMs };
      this.emit({ type: 'job.progress', jobId, done, total, label });
    };
  }

  private async run(jobId: string, work: Parameters<Jobs['start']>[0], running: Running): Promise<void> {
    let error: Extract<AppEvent, { type: 'job.ended' }>['error'] = null;
    try {
      await work(this.reporter(jobId, running), running.controller.signal);
    } catch (thrown) {
      error = toAppError(thrown);
    }
    // First, so that nobody who hears of the end finds it still running.
    this.running.delete(jobId);
    this.emit({ type: 'job.ended', jobId, error });
  }
}
