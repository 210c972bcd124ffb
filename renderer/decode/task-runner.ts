import type { Asker } from './asker.ts';
import { DecodeError } from './decode-error.ts';
import type { FramePayload, FromWorker, TaskAnswer, ToWorker, WorkerTask } from './decode-protocol.ts';
import { transferables } from './point-cloud/read-point-cloud.ts';

/** What a runner is tied to: the worker's globals, or a test. */
export interface TaskRunnerPorts {
  /** Does a task. May reject; a `DecodeError` says why in words for people. */
  readonly perform: (task: WorkerTask, asker: Asker) => Promise<TaskAnswer>;
  readonly answer: (message: FromWorker, transfer: Transferable[]) => void;
  readonly closeVideos: () => void;
}

/** The tasks that a worker is at: each is answered once, and what is decoded for nobody is closed here. */
export class TaskRunner {
  private readonly ports: TaskRunnerPorts;
  private readonly underWay = new Map<number, { controller: AbortController; asker: { signal: AbortSignal; isWanted: boolean } }>();

  constructor(ports: TaskRunnerPorts) {
    this.ports = ports;
  }

  receive(message: ToWorker): void {
    if (message.type === 'close-videos') {
      this.ports.closeVideos();
      return;
    }
    const known = this.underWay.get(message.id);
    if (message.type === 'cancel') known?.controller.abort();
    else if (message.type !== 'set-wanted') void this.run(message.id, message);
    else if (known !== undefined) known.asker.isWanted = message.isWanted;
  }

  private async run(id: number, task: WorkerTask): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const asker = { signal, isWanted: task.type === 'open-video' || task.isWanted };
    this.underWay.set(id, { controller, asker });
    try {
      const done = await this.ports.perform(task, asker);
      if (signal.aborted && done.state === 'ready') {
        if (done.payload.kind === 'image') done.payload.image.close();
        this.ports.answer({ id, state: 'cancelled' }, []);
      } else {
        this.ports.answer({ id, ...done }, done.state === 'ready' ? buffersOf(done.payload) : []);
      }
    } catch (error) {
      this.ports.answer(signal.aborted ? { id, state: 'cancelled' } : { id, state: 'failed', reason: reasonOf(error) }, []);
    } finally {
      this.underWay.delete(id);
    }
  }
}

function buffersOf(payload: FramePayload): Transferable[] {
  if (payload.kind === 'image') return payload.samples === undefined ? [payload.image] : [payload.image, payload.samples.data.buffer];
  return transferables(payload.cloud).filter((buffer) => buffer instanceof ArrayBuffer);
}

function reasonOf(error: unknown): string {
  if (error instanceof DecodeError) return error.message;
  // Running out of memory ends here too: the one failure that is neither the file's fault nor the network's.
  return 'This frame could not be decoded; there may not be enough memory for it. The other frames are not affected.';
}
