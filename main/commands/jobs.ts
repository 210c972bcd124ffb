import { randomUUID } from 'node:crypto';
import type { AppEvent } from '../../preload/contract/events.ts';
import { toAppError } from '../failure.ts';

/** Reports how far a job is: `done` of `total`, and what it is doing, as a phrase for people. */
export type ReportProgress = (done: number, total: number, label: string) => void;

/** Work that reads gigabytes reports every megabyte: more than anybody can see is not sent. */
const eventIntervalMs = 50;

/** Long work that outlives the command that started it: an id at once, then events, until it ends or is cancelled. */
export class Jobs {
  private readonly running = new Map<string, AbortController>();
  private readonly emit: (event: AppEvent) => void;

  constructor(emit: (event: AppEvent) => void) {
    this.emit = emit;
  }

  /** Starts `work` in a later task, so that the caller has the id before the first event. */
  start(work: (report: ReportProgress, signal: AbortSignal) => Promise<void>): string {
    const jobId = randomUUID();
    const controller = new AbortController();
    this.running.set(jobId, controller);
    setImmediate(() => void this.run(jobId, work, controller.signal));
    return jobId;
  }

  /** Asks a job to stop; it ends with an event like any other. Unknown and ended jobs are left alone. */
  cancel(jobId: string): void {
    this.running.get(jobId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.running.values()) controller.abort();
  }

  /** Passes on what is new in words, what is complete, and otherwise what comes after a pause. */
  private reporter(jobId: string): ReportProgress {
    let last = { label: '', atMs: Number.NEGATIVE_INFINITY };
    return (done, total, label) => {
      const atMs = performance.now();
      if (label === last.label && done < total && atMs - last.atMs < eventIntervalMs) return;
      last = { label, atMs };
      this.emit({ type: 'job.progress', jobId, done, total, label });
    };
  }

  private async run(jobId: string, work: Parameters<Jobs['start']>[0], signal: AbortSignal): Promise<void> {
    try {
      await work(this.reporter(jobId), signal);
      this.emit({ type: 'job.ended', jobId, error: null });
    } catch (thrown) {
      this.emit({ type: 'job.ended', jobId, error: toAppError(thrown) });
    } finally {
      this.running.delete(jobId);
    }
  }
}
