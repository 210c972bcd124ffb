import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { frameDoneSchema } from './worker-messages.ts';
import type { FrameOrder, WorkerSetup, WrittenFile } from './worker-messages.ts';

/** What `buildFrames` is to make, and with what. */
export interface FrameBuild {
  /** Zero-based indices. */
  readonly frames: readonly number[];
  /** Where the files go; it exists. */
  readonly folder: string;
  /** How many threads share the frames. */
  readonly workerCount: number;
  readonly workerPath: string;
  readonly encoderPath: string;
  /** Called after every frame with the number of frames done. */
  readonly onFrame: (done: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Draws frames on worker threads and writes them below `folder`. Returns every file written, sorted by path: the same
 * list whatever the number of threads. Rejects with the worker's error or the signal's reason; either way no thread is
 * left running, so that the folder may be removed.
 */
export async function buildFrames(build: FrameBuild): Promise<WrittenFile[]> {
  build.signal.throwIfAborted();
  const waiting = [...build.frames];
  const written: WrittenFile[] = [];
  let done = 0;
  const failed = new AbortController();
  const signal = AbortSignal.any([build.signal, failed.signal]);

  async function runWorker(): Promise<void> {
    const setup: WorkerSetup = { folder: build.folder, encoderPath: build.encoderPath };
    const worker = new Worker(build.workerPath, { workerData: setup });
    // Listening all the time: an `error` event that nobody hears would end the whole application.
    worker.on('error', (thrown) => failed.abort(thrown));
    const onExit = () => failed.abort(new Error('A thread that draws the sample ended early.'));
    worker.on('exit', onExit);
    try {
      for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
        const order: FrameOrder = { frame };
        const answer = once(worker, 'message', { signal });
        worker.postMessage(order, []);
        const [message]: unknown[] = await answer;
        written.push(...frameDoneSchema.parse(message).files);
        done += 1;
        build.onFrame(done);
      }
    } catch (thrown) {
      failed.abort(thrown);
      throw thrown;
    } finally {
      worker.off('exit', onExit);
      await worker.terminate();
    }
  }

  const outcomes = await Promise.allSettled(Array.from({ length: build.workerCount }, runWorker));
  build.signal.throwIfAborted();
  if (failed.signal.aborted) throw failed.signal.reason;
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (refused !== undefined) throw refused.reason;
  return written.sort((a, b) => (a.path < b.path ? -1 : 1));
}
